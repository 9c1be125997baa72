import { roughLength } from './rough-length.ts';
import { section } from './section.ts';

/** What stands where the author took something out of a session. */
export const cutStrings = section('cut', (language) => ({
  byAuthor: 'Cut by the author',
  /** Milliseconds. */
  length: (length: number) => roughLength(length, language),
  turns: (count: number) => language.count(count, { one: '# turn', other: '# turns' }),
  messages: (count: number) => language.count(count, { one: '# message', other: '# messages' }),
  toolCalls: (count: number) => language.count(count, { one: '# step', other: '# steps' }),
  changes: (count: number) => language.count(count, { one: '# change', other: '# changes' }),
  tracks: (count: number) => language.count(count, { one: '# track', other: '# tracks' }),
  pictures: (count: number) => language.count(count, { one: '# picture', other: '# pictures' }),
  part: 'Part of this was cut by the author',
}));
