import { plainProse, type Timeline } from '../../player/index.ts';
import { countMarks, type MarkCounts } from '../marks/mark-counts.ts';

/** A part of the session that goes from one time to the next. */
interface OutlinePart {
  readonly key: string;
  /** Session time, ms. */
  readonly time: number;
  readonly title: string;
}

/** A chapter that is more than a turn by another name. */
export interface ChapterRow extends OutlinePart {
  readonly kind: 'chapter';
}

/** A turn, or a chapter of a session that has no turns. */
export interface TurnRow extends OutlinePart {
  readonly kind: 'turn';
  /** From 1. */
  readonly number: number;
  /** Where the next one begins, or the session ends, ms. */
  readonly end: number;
  readonly counts: MarkCounts;
}

/** A subagent, under the turn in which it began. */
export interface AgentRow extends OutlinePart {
  readonly kind: 'agent';
  /** Where its conversation ends, ms; `undefined` where the archive does not tell it. */
  readonly end: number | undefined;
}

/** A row of the outline. */
export type OutlineRow = ChapterRow | TurnRow | AgentRow;

/**
 * The outline of a session: its turns in order, under chapters where these say more than the turns do, with the
 * subagents that began in them.
 */
export function outlineRows(timeline: Timeline): OutlineRow[] {
  const { turns, chapters, subagents, duration } = timeline;
  const entries =
    turns.length > 0 ? turns.map(({ time, excerpt }) => ({ time, title: plainProse(excerpt) })) : chapters;
  const counts = countMarks(
    timeline,
    entries.map(({ time }) => time),
  );
  const turnRows = entries.map(({ time, title }, index): OutlineRow => ({
    kind: 'turn',
    key: `turn ${index}`,
    number: index + 1,
    time,
    end: entries[index + 1]?.time ?? duration,
    title,
    counts: counts[index]!,
  }));
  const headings = (turns.length > 0 ? ownChapters(timeline) : []).map(
    ({ time, title }, index): OutlineRow => ({ kind: 'chapter', key: `chapter ${index}`, time, title }),
  );
  const agents = subagents.map(({ id, time, end, title }): OutlineRow => ({
    kind: 'agent',
    key: `agent ${id}`,
    time,
    end,
    title: title ?? id,
  }));
  const order = { chapter: 0, turn: 1, agent: 2 };
  return [...headings, ...turnRows, ...agents].sort(
    (a, b) => a.time - b.time || order[a.kind] - order[b.kind],
  );
}

/** The chapters, unless each of them is a turn under the beginning of its own prompt. */
function ownChapters({ chapters, turns }: Timeline): Timeline['chapters'] {
  const prompts = new Map(turns.map(({ time, excerpt }) => [time, normal(excerpt)]));
  const isTurn = ({ time, title }: { readonly time: number; readonly title: string }): boolean =>
    prompts.get(time)?.startsWith(normal(title.replace(/…$/u, ''))) ?? false;
  return chapters.filter((chapter) => !isTurn(chapter));
}

function normal(text: string): string {
  return text.replace(/[^\p{L}\p{N}]+/gu, '').toLowerCase();
}

/** The rows whose text holds `query`; chapters stand above those of their turns that do. */
export function filteredRows(rows: readonly OutlineRow[], query: string): readonly OutlineRow[] {
  const wanted = query.trim().toLowerCase();
  if (wanted === '') return rows;
  const found: OutlineRow[] = [];
  let heading: OutlineRow | undefined;
  for (const row of rows) {
    if (row.kind === 'chapter') heading = row;
    if (!row.title.toLowerCase().includes(wanted)) continue;
    if (heading && heading !== row) found.push(heading);
    heading = undefined;
    found.push(row);
  }
  return found;
}

/** Index of the turn that a session time lies in; -1 before the first. */
export function rowAt(rows: readonly OutlineRow[], time: number): number {
  return rows.findLastIndex((row) => row.kind === 'turn' && row.time <= time);
}
