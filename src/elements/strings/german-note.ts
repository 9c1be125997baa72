import type { Translation } from './translation.ts';

/** The section of notes in German. */
export const germanNote: Pick<Translation['sections'], 'note'> = {
  note: (language) => {
    const kind = (name: string): string =>
      ({ highlight: 'Hervorhebung', prompt: 'Guter Prompt' })[name] ?? 'Notiz';
    const span = (first: number, last: number): string =>
      first === last ? language.number(first) : `${language.number(first)}–${language.number(last)}`;
    return {
      kind,
      by: (name, author) => `${kind(name)} von ${author}`,
      lines: (first, last) => `${first === last ? 'Zeile' : 'Zeilen'} ${span(first, last)}`,
      before: (lines) => `${lines} vor der Änderung`,
      rows: (first, last) =>
        `${first === last ? 'Bildschirmzeile' : 'Bildschirmzeilen'} ${span(first, last)}`,
      tags: 'Schlagwörter',
      goTo: (time) => `Zu ${time} gehen`,
      ofTerminal: 'Notizen zu diesem Terminal',
      at: (time, author) => (author === undefined ? time : `${time}, ${author}`),
    };
  },
};
