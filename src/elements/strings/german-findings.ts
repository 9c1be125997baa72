import type { Translation } from './translation.ts';

/** The section of findings in German. */
export const germanFindings: Pick<Translation['sections'], 'findings'> = {
  findings: (language) => ({
    summary: (count) =>
      language.count(count, {
        one: 'Etwas an dieser Sitzung ist nicht so, wie es aufgezeichnet wurde',
        other: '# Dinge an dieser Sitzung sind nicht so, wie sie aufgezeichnet wurden',
      }),
    close: 'Schließen',
    more: (count) => `und ${language.number(count)} weitere`,
    sentences: {
      'index-missing': () => 'Das Verzeichnis fehlte und wurde neu erstellt; es markiert weniger.',
      'index-mismatch': () => 'Das Verzeichnis passte nicht und wurde neu erstellt; es markiert weniger.',
      'index-unreadable': () => 'Das Verzeichnis war beschädigt und wurde neu erstellt; es markiert weniger.',
      'invalid-record': (count, entry) =>
        `${language.count(count, { one: 'Eine Zeile', other: '# Zeilen' })} von ${entry} ${count === 1 ? 'war' : 'waren'} nicht lesbar und ${count === 1 ? 'fehlt' : 'fehlen'}.`,
      'invalid-notes': (count) =>
        language.count(count, {
          one: 'Eine Notiz war nicht lesbar.',
          other: '# Notizen waren nicht lesbar.',
        }),
      'newer-version': () => 'Sie stammt von einer neueren Version von Reprise: Was daran neu ist, fehlt.',
      'terminal-resizes': () => 'Ein Terminal ändert ohne Ende seine Größe; es behält eine davon.',
      'terminal-size': () => 'Ein Terminal nennt sich größer, als Terminals sind; es erscheint kleiner.',
      'track-missing': (_count, entry) => `${entry} fehlt.`,
      'track-unreadable': (_count, entry) => `${entry} war nicht lesbar.`,
    },
  }),
};
