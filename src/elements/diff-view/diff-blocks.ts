import type { DiffRow, LineRow } from './diff-rows.ts';

/** Lines that were replaced by each other: removed ones, then added ones. */
export interface Block {
  readonly deleted: readonly LineRow[];
  readonly added: readonly LineRow[];
}

/** A row of the split view: both sides of one line, or a gap. */
export type SplitRow =
  | { readonly kind: 'pair'; readonly left?: LineRow; readonly right?: LineRow }
  | Extract<DiffRow, { kind: 'gap' }>;

/** The changed blocks among rows, in order. */
export function findBlocks(rows: readonly DiffRow[]): Block[] {
  const blocks: { deleted: LineRow[]; added: LineRow[] }[] = [];
  let open: { deleted: LineRow[]; added: LineRow[] } | undefined;
  for (const row of rows) {
    if (row.kind !== 'add' && row.kind !== 'delete') {
      open = undefined;
      continue;
    }
    if (!open || (row.kind === 'delete' && open.added.length > 0)) {
      open = { deleted: [], added: [] };
      blocks.push(open);
    }
    if (row.kind === 'delete') open.deleted.push(row);
    else open.added.push(row);
  }
  return blocks;
}

/** Rows side by side: what replaced each other stands on one row. */
export function toSplitRows(rows: readonly DiffRow[]): SplitRow[] {
  const split: SplitRow[] = [];
  let deleted: LineRow[] = [];
  let added: LineRow[] = [];
  const flush = (): void => {
    for (let index = 0; index < Math.max(deleted.length, added.length); index += 1) {
      const [left, right] = [deleted[index], added[index]];
      split.push({ kind: 'pair', ...(left && { left }), ...(right && { right }) });
    }
    deleted = [];
    added = [];
  };
  for (const row of rows) {
    if (row.kind === 'add') {
      added.push(row);
      continue;
    }
    if (row.kind !== 'delete' || added.length > 0) flush();
    if (row.kind === 'delete') deleted.push(row);
    else split.push(row.kind === 'gap' ? row : { kind: 'pair', left: row, right: row });
  }
  flush();
  return split;
}

/** What compares two lists; jsdiff's `diffArrays`. */
export type CompareLists = (
  before: string[],
  after: string[],
  options: { maxEditLength: number },
) => readonly { readonly added: boolean; readonly removed: boolean; readonly count: number }[] | undefined;

const MAX_SPACE_EDITS = 1_000;

/**
 * Rows without the changes that are spaces alone: such lines become context, as the file has them after. Gaps stay.
 */
export function ignoreSpaces(rows: readonly DiffRow[], compare: CompareLists): DiffRow[] {
  const result: DiffRow[] = [];
  const blocks = new Map<LineRow, Block>();
  for (const block of findBlocks(rows)) blocks.set((block.deleted[0] ?? block.added[0])!, block);
  const done = new Set<DiffRow>();
  for (const row of rows) {
    const block = row.kind === 'gap' ? undefined : blocks.get(row);
    if (block) {
      result.push(...compareBlock(block, compare));
      for (const line of [...block.deleted, ...block.added]) done.add(line);
    } else if (!done.has(row)) result.push(row);
  }
  return result;
}

function compareBlock({ deleted, added }: Block, compare: CompareLists): LineRow[] {
  const squeeze = ({ text }: LineRow): string => text.replace(/\s+/g, '');
  const parts = compare(deleted.map(squeeze), added.map(squeeze), { maxEditLength: MAX_SPACE_EDITS });
  if (!parts) return [...deleted, ...added];
  const rows: LineRow[] = [];
  let [left, right] = [0, 0];
  for (const { added: isAdded, removed, count } of parts) {
    for (let index = 0; index < count; index += 1) {
      if (isAdded) rows.push(added[right++]!);
      else if (removed) rows.push(deleted[left++]!);
      else rows.push(toContext(deleted[left++]!, added[right++]!));
    }
  }
  return rows;
}

function toContext(deleted: LineRow, added: LineRow): LineRow {
  const oldNumber = deleted.oldNumber === undefined ? {} : { oldNumber: deleted.oldNumber };
  return { ...added, kind: 'context', ...oldNumber };
}
