import type { Cut } from '../../format/index.ts';
import { roughLength } from './rough-length.ts';
import { section } from './section.ts';

/** What stands where the author took something out of a session. */
export const cutStrings = section('cut', (language) => ({
  byAuthor: 'Cut by the author',
  /** `45 s`, `3 turns`; empty where nobody says how much it was. */
  amounts: (cut: Partial<Cut>): readonly string[] => [
    ...(cut.length ? [roughLength(cut.length, language)] : []),
    ...(cut.turns ? [language.count(cut.turns, { one: '# turn', other: '# turns' })] : []),
    ...(!cut.turns && cut.messages
      ? [language.count(cut.messages, { one: '# message', other: '# messages' })]
      : []),
    ...(cut.toolCalls ? [language.count(cut.toolCalls, { one: '# step', other: '# steps' })] : []),
    ...(cut.changes ? [language.count(cut.changes, { one: '# change', other: '# changes' })] : []),
    ...(cut.tracks ? [language.count(cut.tracks, { one: '# track', other: '# tracks' })] : []),
  ],
  part: 'Part of this was cut by the author',
}));
