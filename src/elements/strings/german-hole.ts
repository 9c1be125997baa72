import type { Translation } from './translation.ts';

/** The section of holes in German. */
export const germanHole: Pick<Translation['sections'], 'hole'> = {
  hole: (language) => ({
    text: {
      transcript: (from, to) => `${from} bis ${to} des Gesprächs war nicht lesbar.`,
      terminal: (from, to) => `${from} bis ${to} des Terminals war nicht lesbar.`,
      changes: (from, to) => `${from} bis ${to} der Änderungen war nicht lesbar.`,
    },
    advice: 'Dieser Teil der Datei ist beschädigt, der Rest nicht.',
    goOn: (time) => `Bei ${time} weiter`,
    counted: (count) =>
      language.count(count, { one: '# Stück war nicht lesbar', other: '# Stücke waren nicht lesbar' }),
  }),
};
