import type { TurnEntry } from '../../format/index.ts';
import { indexAt } from '../time-range/index-at.ts';
import type { CurrentItem } from '../view/view-state.ts';
import type { Row } from './rows.ts';
import { isChange, isCommand } from './views.ts';

/** Whether an item (by its id) stands in a row, shown or behind its sentence. */
export function holds(row: Row, id: string | undefined): boolean {
  if (id === undefined) return false;
  if (row.kind === 'run') return !row.expanded && row.items.some((item) => item.id === id);
  return row.key === id;
}

/** Rows before the last one that has begun among which the one that changed last is looked for. */
const LOOK_BACK = 500;

/**
 * Index of the row that stands for a time: the one that holds the item which changed last, or else the last one that has
 * begun; the first one before all of them, -1 without rows.
 */
export function rowAt(rows: readonly Row[], time: number, changedLast: string | undefined): number {
  const begun = rows.findLastIndex((row) => row.kind !== 'cover' && row.time <= time);
  for (let index = begun; index >= 0 && index > begun - LOOK_BACK; index -= 1) {
    const row = rows[index]!;
    if (!holds(row, changedLast)) continue;
    if (row.time <= time && row.end >= time) return index;
    break;
  }
  return begun >= 0 ? begun : Math.min(0, rows.length - 1);
}

/** The moment to show for a row, session time: when what it tells had come to its end, but not later than its turn. */
export function momentOf(row: Row, turns: readonly TurnEntry[]): number {
  if (row.kind === 'cover') return 0;
  if (row.kind === 'hole') return row.time;
  const next = turns[indexAt(turns, row.time) + 1];
  return Math.max(row.time, Math.min(row.end, (next?.time ?? Infinity) - 1));
}

/** What others are told of the row that the reader is at. */
export function currentItemOf(row: Row): CurrentItem | undefined {
  if (row.kind !== 'item') return undefined;
  const { item } = row;
  return {
    id: item.id,
    time: item.time,
    end: item.end,
    kind: kindOf(row.item),
    ...(item.type === 'tool' && { toolCallId: item.toolCallId }),
  };
}

function kindOf(item: Extract<Row, { kind: 'item' }>['item']): CurrentItem['kind'] {
  if (item.type === 'prompt' || item.type === 'message') return item.type;
  if (isChange(item)) return 'change';
  return isCommand(item) ? 'command' : 'other';
}
