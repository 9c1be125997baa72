import {
  commitsOf,
  factsOf,
  gradeOf,
  testRunOf,
  type ToolItem,
  type TranscriptItem,
} from '../../state/index.ts';

/** How much of a conversation is told: as the views of the player. */
export type ExportView = 'story' | 'commands' | 'everything';

/** All views, in the order of the help. */
export const EXPORT_VIEWS: readonly ExportView[] = ['story', 'commands', 'everything'];

/** How an item stands in a view: by itself, in a sentence with its neighbours, or not at all. */
export type ExportPlace = 'told' | 'folded' | 'absent';

/** Signs of life of a program: only who wants everything is told them. */
const BOOKKEEPING: ReadonlySet<string> = new Set(['hook', 'queue', 'progress', 'system', 'mode']);

/** How an item stands in a view. What the author took out is told in each of them. */
export function placeIn(item: TranscriptItem, view: ExportView): ExportPlace {
  if (view === 'everything' || (item.type === 'notice' && item.notice === 'cut')) return 'told';
  if (item.type === 'prompt') return item.origin === 'synthetic' ? 'absent' : 'told';
  if (view === 'commands') return item.type === 'tool' && item.kind === 'execute' ? 'told' : 'absent';
  switch (item.type) {
    case 'thought':
    case 'unknown':
      return 'absent';
    case 'notice':
      return BOOKKEEPING.has(item.notice) ? 'absent' : 'told';
    case 'tool':
      return isTelling(item) ? 'told' : 'folded';
    default:
      return 'told';
  }
}

/** Whether something came of a call that the story must tell. */
function isTelling(item: ToolItem): boolean {
  const hasChanged = item.kind === 'edit' || item.kind === 'delete' || item.kind === 'move';
  if (hasChanged || item.content.some(({ type }) => type === '_reprise/change')) return true;
  if (item.subagent !== undefined) return true;
  const facts = factsOf(item);
  return gradeOf(facts) === 'failed' || testRunOf(facts) !== undefined || commitsOf(facts).length > 0;
}
