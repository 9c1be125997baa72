import { roughLength } from './rough-length.ts';
import type { Translation } from './translation.ts';

/** What stands in place of what was cut, in German. */
export const germanCut: Pick<Translation['sections'], 'cut'> = {
  cut: (language) => ({
    byAuthor: 'Vom Autor herausgeschnitten',
    length: (length) => roughLength(length, language),
    turns: (count) => language.count(count, { one: '# Runde', other: '# Runden' }),
    messages: (count) => language.count(count, { one: '# Nachricht', other: '# Nachrichten' }),
    toolCalls: (count) => language.count(count, { one: '# Schritt', other: '# Schritte' }),
    changes: (count) => language.count(count, { one: '# Änderung', other: '# Änderungen' }),
    tracks: (count) => language.count(count, { one: '# Spur', other: '# Spuren' }),
    pictures: (count) => language.count(count, { one: '# Bild', other: '# Bilder' }),
    part: 'Ein Teil davon wurde vom Autor herausgeschnitten',
  }),
};
