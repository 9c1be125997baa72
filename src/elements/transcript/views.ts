import type { ToolItem, TranscriptItem } from '../../state/index.ts';
import { outcomeOf } from '../tool-card/outcome.ts';
import { picturesOf } from '../tool-card/pictures.ts';
import type { StoryView } from '../view/view-state.ts';

/** How an item stands in a view: on a row of its own, in a sentence with its neighbours, or not at all. */
export type Place = 'shown' | 'folded' | 'absent';

/** Signs of life of a program: only who wants to see everything sees them. */
const BOOKKEEPING: ReadonlySet<string> = new Set(['hook', 'queue', 'progress', 'system', 'mode']);

/** How an item stands in a view. */
export function placeOf(item: TranscriptItem, view: StoryView): Place {
  if (view === 'everything' || isCut(item)) return 'shown';
  if (item.type === 'prompt') return item.origin === 'synthetic' ? 'absent' : 'shown';
  if (view === 'code') return isChange(item) ? 'shown' : 'absent';
  if (view === 'commands') return isCommand(item) ? 'shown' : 'absent';
  return placeInStory(item);
}

/** Whether an item changed files, or tried to. */
export function isChange(item: TranscriptItem): boolean {
  if (item.type !== 'tool') return false;
  const changes = item.kind === 'edit' || item.kind === 'delete' || item.kind === 'move';
  return changes || item.content.some(({ type }) => type === '_reprise/change');
}

/** Whether the author took something out there: no view may look as if it told everything. */
export function isCut(item: TranscriptItem): boolean {
  return item.type === 'notice' && item.notice === 'cut';
}

/** Whether an item ran a command. */
export function isCommand(item: TranscriptItem): boolean {
  return item.type === 'tool' && item.kind === 'execute';
}

/** Whether an item is a step of the work, which shares a box with the steps around it. */
export function isStep(item: TranscriptItem): boolean {
  return item.type === 'tool' || (item.type === 'notice' && item.notice === 'commit');
}

function placeInStory(item: TranscriptItem): Place {
  switch (item.type) {
    case 'thought':
      return item.content.length === 0 ? 'absent' : 'shown';
    case 'notice':
      return BOOKKEEPING.has(item.notice) ? 'absent' : 'shown';
    case 'unknown':
      return 'absent';
    case 'tool':
      return isChange(item) || isTelling(item) ? 'shown' : 'folded';
    default:
      return 'shown';
  }
}

/** Whether something came of a call that the story must tell, or show. */
function isTelling(item: ToolItem): boolean {
  const { grade, tests, commits } = outcomeOf(item);
  if (grade === 'failed' || tests !== undefined || commits.length > 0) return true;
  return item.subagent !== undefined || picturesOf(item).length > 0;
}
