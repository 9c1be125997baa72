import { roughLength } from './rough-length.ts';
import type { Translation } from './translation.ts';

/** What stands in place of what was cut, in German. */
export const germanCut: Pick<Translation['sections'], 'cut'> = {
  cut: (language) => ({
    byAuthor: 'Vom Autor herausgeschnitten',
    amounts: (cut) => [
      ...(cut.length ? [roughLength(cut.length, language)] : []),
      ...(cut.turns ? [language.count(cut.turns, { one: '# Runde', other: '# Runden' })] : []),
      ...(!cut.turns && cut.messages
        ? [language.count(cut.messages, { one: '# Nachricht', other: '# Nachrichten' })]
        : []),
      ...(cut.toolCalls ? [language.count(cut.toolCalls, { one: '# Schritt', other: '# Schritte' })] : []),
      ...(cut.changes ? [language.count(cut.changes, { one: '# Änderung', other: '# Änderungen' })] : []),
      ...(cut.tracks ? [language.count(cut.tracks, { one: '# Spur', other: '# Spuren' })] : []),
    ],
    part: 'Ein Teil davon wurde vom Autor herausgeschnitten',
  }),
};
