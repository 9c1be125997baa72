import type { IndexContent, ReadingMap } from '../../format/index.ts';
import type { Outline } from '../outline.ts';

/**
 * What an index says beside the segments.
 *
 * @param duration - of the session, ms
 */
export function indexContent(
  { activity, turns, files, marks, subagents, asked, ending }: Outline,
  duration: number,
  reading: ReadingMap | undefined,
): IndexContent {
  return {
    ...{ duration, activity, turns, files, marks },
    ...(reading && { reading }),
    ...(subagents.length > 0 && { subagents }),
    ...(asked !== undefined && { asked }),
    ...(ending && { ending }),
  };
}
