import type { TimeSpan } from '../../format/index.ts';
import type { Edit } from './edit.ts';
import { EditError } from './edit-error.ts';

/** A turn of the main conversation: from its event to that of the next, or the end of the session. */
export interface TurnSpan extends TimeSpan {
  /** Id of its event. */
  readonly id: string;
}

/** A run of session time that is taken out as one. */
export interface Stretch extends TimeSpan {
  /** It begins with this turn (counted from 0) and all of that, whatever its time. */
  readonly fromTurn?: number;
  /** It goes on in this turn, whose beginning is kept although its prompt is not. */
  readonly inTurn?: number;
}

/** What is taken out by time and by turn. */
export interface TimeCut {
  /** Ordered; each time is in one of them at most. */
  readonly spans: readonly TimeSpan[];
  /** Turns, counted from 0, all of which goes. */
  readonly turns: ReadonlySet<number>;
  /** What is marked as one cut each, by time. */
  readonly stretches: readonly Stretch[];
}

/**
 * What an edit means in this session.
 *
 * @param turnOf - number (from 0) of the turn that an event is in, by id
 * @throws {EditError} `turn-not-found`, `span-outside`
 */
export function timeCut(
  edit: Edit,
  turns: readonly TurnSpan[],
  duration: number,
  turnOf: (id: string) => number | undefined,
): TimeCut {
  const named = new Set((edit.turns ?? []).map((turn) => findTurn(turn, turns, turnOf)));
  const spans = joined([
    ...(edit.spans ?? []).map((span) => inside(span, duration)),
    ...complement(edit.keep, duration),
  ]);
  const isWhole = ({ start, end }: TimeSpan): boolean =>
    spans.some(
      (span) => span.start <= start && end <= span.end && start < span.end + Number(span.end === duration),
    );
  const whole = turns.flatMap((turn, index) => (named.has(index) || isWhole(turn) ? [index] : []));
  return { spans, turns: new Set(whole), stretches: stretchesOf(spans, whole, turns) };
}

/** Whether a span has a time: its end is the first time behind it, but for the end of the session, which belongs to it. */
export function isIn({ start, end }: TimeSpan, time: number, duration: number): boolean {
  return start <= time && (time < end || (end === duration && time === duration));
}

function findTurn(
  turn: number | string,
  turns: readonly TurnSpan[],
  turnOf: (id: string) => number | undefined,
): number {
  // An id can be a number.
  const isNumber = typeof turn === 'number' && turn >= 1 && turn <= turns.length;
  const index = isNumber ? turn - 1 : turnOf(String(turn));
  if (index !== undefined && Number.isInteger(index) && index >= 0 && index < turns.length) return index;
  const there = turns.length === 0 ? 'it has none' : `it has ${turns.length}, counted from 1`;
  throw new EditError('turn-not-found', `there is no turn ${turn} in the session: ${there}`);
}

function inside({ start, end }: TimeSpan, duration: number): TimeSpan {
  if (start >= 0 && start < end && start < duration) return { start, end: Math.min(end, duration) };
  const span = `${seconds(start)} to ${seconds(end)}`;
  throw new EditError(
    'span-outside',
    start < end
      ? `${span} is outside of the session, which is ${seconds(duration)} long`
      : `${span} is no stretch of time`,
  );
}

function seconds(time: number): string {
  return `${time / 1000} s`;
}

function complement(keep: readonly TimeSpan[] | undefined, duration: number): readonly TimeSpan[] {
  if (!keep?.length) return [];
  const gaps: TimeSpan[] = [];
  let start = 0;
  for (const span of joined(keep.map((kept) => inside(kept, duration)))) {
    if (span.start > start) gaps.push({ start, end: span.start });
    start = span.end;
  }
  return start < duration ? [...gaps, { start, end: duration }] : gaps;
}

function joined(spans: readonly TimeSpan[]): readonly TimeSpan[] {
  const result: TimeSpan[] = [];
  for (const span of spans.toSorted((a, b) => a.start - b.start)) {
    const last = result.at(-1);
    if (last && span.start <= last.end)
      result[result.length - 1] = { start: last.start, end: Math.max(last.end, span.end) };
    else result.push(span);
  }
  return result;
}

/** Turns and spans that lie side by side are one stretch, up to a turn whose beginning is kept. */
function stretchesOf(
  spans: readonly TimeSpan[],
  whole: readonly number[],
  turns: readonly TurnSpan[],
): readonly Stretch[] {
  const cutTurns = new Set(whole);
  const pieces: Stretch[] = whole.map((index) => ({ ...pick(turns[index]!), fromTurn: index }));
  for (const span of spans) {
    let { start } = span;
    let inTurn: number | undefined;
    for (const [index, turn] of turns.entries()) {
      if (turn.start < span.start || turn.start >= span.end || cutTurns.has(index)) continue;
      if (turn.start > start)
        pieces.push({ start, end: turn.start, ...(inTurn !== undefined && { inTurn }) });
      start = turn.start;
      inTurn = index;
    }
    pieces.push({ start, end: span.end, ...(inTurn !== undefined && { inTurn }) });
  }
  const stretches: Stretch[] = [];
  for (const piece of pieces.toSorted(byBeginning)) {
    const last = stretches.at(-1);
    if (last && piece.start <= last.end && piece.inTurn === undefined && isBehind(last, piece, cutTurns))
      stretches[stretches.length - 1] = { ...last, end: Math.max(last.end, piece.end) };
    else stretches.push(piece);
  }
  return stretches;
}

/** Of turns without any time between them only those that follow each other are one stretch. */
function isBehind(last: Stretch, piece: Stretch, cutTurns: ReadonlySet<number>): boolean {
  if (piece.fromTurn === undefined || last.fromTurn === undefined || piece.start < last.end) return true;
  for (let turn = last.fromTurn; turn < piece.fromTurn; turn += 1) if (!cutTurns.has(turn)) return false;
  return true;
}

function byBeginning(a: Stretch, b: Stretch): number {
  return a.start - b.start || (a.fromTurn ?? a.inTurn ?? -1) - (b.fromTurn ?? b.inTurn ?? -1);
}

function pick({ start, end }: TimeSpan): TimeSpan {
  return { start, end };
}
