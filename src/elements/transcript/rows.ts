import type { Fold } from '../../format/index.ts';
import type { ThoughtItem, TranscriptItem } from '../../state/index.ts';

/** An item, shown. */
export interface ItemRow {
  readonly kind: 'item';
  readonly key: string;
  readonly item: TranscriptItem;
  /** Who speaks changes here: name, time and model stand above it. */
  readonly heading: boolean;
  /** Model for the heading: the item's, or the next one's that names one. */
  readonly model: string | undefined;
  /** Milliseconds that a thought took, as far as its surroundings tell. */
  readonly thinking: number;
}

/** Items that the reading clock passes over, as a sentence. */
export interface FoldRow {
  readonly kind: 'fold';
  readonly key: string;
  readonly fold: Fold;
  /** The items behind the sentence; shown below it when it is expanded. */
  readonly items: readonly TranscriptItem[];
  readonly expanded: boolean;
}

/** Where an abandoned branch begins. */
export interface BranchRow {
  readonly kind: 'branch';
  readonly key: string;
}

/** What stands on a row of its own. */
export type Row = ItemRow | FoldRow | BranchRow;

/** What rows are made with, beside the items. */
export interface RowOptions {
  /** Folds of the clock that runs: none but in the reading clock. Ordered, not overlapping. */
  readonly folds: readonly Fold[];
  /** Starts of the folds that the reader has opened. */
  readonly expanded: ReadonlySet<number>;
}

/** Hidden thinking shorter than this is not worth a line, ms. */
const MIN_HIDDEN_THOUGHT = 2000;
/** Longer than this, a gap before a thought was not thinking, ms. */
const MAX_THINKING = 600_000;
/** A session that begins in this mode need not say so. */
const DEFAULT_MODE = 'default';
/** A fold that hides fewer items would save no room. */
const MIN_FOLDED = 2;

/** Items after a heading that are asked for the model. */
const LOOK_AHEAD = 12;

/** What the transcript shows for its items, top to bottom. O(items + folds). */
export function rowsOf(items: readonly TranscriptItem[], { folds, expanded }: RowOptions): Row[] {
  const rows: Row[] = [];
  const heading = headings();
  let branch: string | undefined;
  let hasMode = false;
  let next = 0;
  for (let index = 0; index < items.length; index += 1) {
    const item = items[index]!;
    const thinking = item.type === 'thought' ? thinkingTime(item, items[index - 1]) : 0;
    if (saysNothing(item, thinking)) continue;
    if (item.type === 'notice' && item.notice === 'mode') {
      const isFirst = !hasMode;
      hasMode = true;
      if (isFirst && item.text === DEFAULT_MODE) continue;
    }
    if (item.branch !== undefined && item.branch !== branch)
      rows.push({ kind: 'branch', key: `branch ${item.id}` });
    ({ branch } = item);
    while (next < folds.length && folds[next]!.end < item.time) next += 1;
    const fold = folds[next];
    const hidden = fold ? hiddenItems(items, index, fold) : 0;
    if (fold && hidden >= MIN_FOLDED) {
      const isExpanded = expanded.has(fold.start);
      const behind = items.slice(index, index + hidden);
      rows.push({ kind: 'fold', key: `fold ${item.id}`, fold, items: behind, expanded: isExpanded });
      next += 1;
      if (!isExpanded) {
        index += hidden - 1;
        continue;
      }
    }
    const isHeading = heading(item);
    const model = isHeading ? modelFrom(items, index) : undefined;
    rows.push({ kind: 'item', key: item.id, item, heading: isHeading, model, thinking });
  }
  return rows;
}

/** How many items from `index` on lie within the fold and need not be seen. */
function hiddenItems(items: readonly TranscriptItem[], index: number, fold: Fold): number {
  let count = 0;
  for (let at = index; at < items.length && isHidden(items[at]!, fold); at += 1) count += 1;
  return count;
}

function isHidden(item: TranscriptItem, fold: Fold): boolean {
  if (item.time < fold.start || item.end > fold.end) return false;
  if (item.type === 'tool') return item.status !== 'failed';
  if (item.type === 'notice')
    return ['hook', 'progress', 'system', 'permission', 'mode'].includes(item.notice);
  return item.type === 'thought' || item.type === 'plan' || item.type === 'unknown';
}

/** Signs of life without a word in them. */
function saysNothing(item: TranscriptItem, thinking: number): boolean {
  if (item.type === 'thought') return item.content.length === 0 && thinking < MIN_HIDDEN_THOUGHT;
  if (item.type !== 'notice' || item.text) return false;
  return item.notice === 'queue' || item.notice === 'progress' || item.notice === 'system';
}

/** A turn often begins with a thought or a call, which names no model. */
function modelFrom(items: readonly TranscriptItem[], index: number): string | undefined {
  if (items[index]?.type === 'prompt') return undefined;
  for (const item of items.slice(index, index + LOOK_AHEAD)) {
    if (item.type === 'prompt') return undefined;
    if ('model' in item && item.model !== undefined) return item.model;
  }
  return undefined;
}

/** Says of each item in turn whether the speaker changes with it. */
function headings(): (item: TranscriptItem) => boolean {
  let speaker: string | undefined;
  return (item) => {
    if (item.type === 'notice' || item.type === 'unknown') return false;
    const model = 'model' in item ? item.model : undefined;
    const before = speaker;
    if (item.type === 'prompt') speaker = `prompt ${item.id}`;
    else if (model !== undefined) speaker = `agent ${model}`;
    else if (!before?.startsWith('agent')) speaker = 'agent';
    // A model that is named only later in a turn is not another speaker.
    if (before === 'agent') return speaker?.startsWith('prompt') ?? false;
    return speaker !== before;
  };
}

function thinkingTime(item: ThoughtItem, before: TranscriptItem | undefined): number {
  if (item.end > item.time) return item.end - item.time;
  const gap = before ? item.time - before.end : 0;
  return gap > 0 && gap < MAX_THINKING ? gap : 0;
}
