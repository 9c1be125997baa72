import type { TurnEntry } from '../../format/index.ts';
import type { BlamedFile, LineOrigin } from '../../state/index.ts';
import type { LineNote } from '../code/code-rows.ts';
import type { ChangesStrings } from '../strings/changes.ts';

/** What notes are made with. */
export interface NoteContext {
  readonly turns: readonly TurnEntry[];
  /** What clocks show at a session time (ms). */
  readonly clock: (time: number) => string;
  readonly strings: ChangesStrings;
}

/** Beside each known line, by its number: the prompt for which it was written last, and when. */
export function lineNotes({ lines }: BlamedFile, context: NoteContext): ReadonlyMap<number, LineNote> {
  return new Map(lines.map(({ number, origin }) => [number, noteOf(origin, context)]));
}

function noteOf(origin: LineOrigin, { turns, clock, strings }: NoteContext): LineNote {
  if (origin.kind === 'before')
    return { id: 'before', text: strings.before, title: strings.beforeHint, time: undefined };
  if (origin.kind === 'unknown')
    return { id: 'unknown', text: strings.unknownWriter, title: strings.unknownWriterHint, time: undefined };
  const { change, time } = origin;
  const turn = turns.findLastIndex((candidate) => candidate.time <= time) + 1;
  // What came before the first prompt was written for none.
  if (turn === 0) return { id: change, text: clock(time), title: strings.goTo(clock(time)), time };
  const title = strings.writtenFor(turn, turns[turn - 1]!.excerpt);
  return { id: change, text: strings.writtenAt(turn, clock(time)), title, time };
}

/** Numbers of the lines that a change (id) wrote. */
export function linesOf({ lines }: BlamedFile, change: string | undefined): ReadonlySet<number> {
  const own = lines.filter(({ origin }) => origin.kind === 'change' && origin.change === change);
  return new Set(own.map(({ number }) => number));
}

/** Numbers of the lines that the session wrote. */
export function changedLines({ lines }: BlamedFile): ReadonlySet<number> {
  return new Set(lines.filter(({ origin }) => origin.kind === 'change').map(({ number }) => number));
}
