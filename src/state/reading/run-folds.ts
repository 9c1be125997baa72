import { foldLabel } from './fold-label.ts';
import type { CallSummary } from './fold-label.ts';

/** A call of a run; `first` and `last` are the positions of its beats in the run, `start` and `end` ms. */
export interface RunCall extends CallSummary {
  readonly first: number;
  readonly last: number;
  readonly start: number;
  readonly end: number;
  readonly failed: boolean;
}

/** Beats `first` to `last` of a run, passed over under one label. */
export interface RunFold {
  readonly first: number;
  readonly last: number;
  readonly start: number;
  readonly end: number;
  readonly label: string;
  /** A single long call: its beats are not passed over, it only has a name on the timeline. */
  readonly wait: boolean;
}

/** So many calls of one sort in a row are folded; failures never are. */
const FOLDED = { look: 4, edit: 6, failure: Infinity };
/** A single call that took this long, ms, is a labelled gap. */
const LONG_CALL = 30_000;

type Sort = keyof typeof FOLDED;

/** The folds of a run: ordered, not overlapping. */
export function foldsOf(calls: readonly RunCall[]): RunFold[] {
  const folds: RunFold[] = [];
  for (let index = 0; index < calls.length;) {
    const sort = sortOf(calls[index]!);
    let next = index + 1;
    while (next < calls.length && sortOf(calls[next]!) === sort) next += 1;
    const group = calls.slice(index, next);
    if (group.length >= FOLDED[sort]) folds.push(groupFold(group, calls[next]));
    else folds.push(...group.flatMap((call, place) => waitFold(call, calls[index + place + 1])));
    index = next;
  }
  return folds;
}

function sortOf({ kind, failed }: RunCall): Sort {
  if (failed) return 'failure';
  return kind === 'edit' || kind === 'delete' || kind === 'move' ? 'edit' : 'look';
}

/** Calls run side by side: a fold ends before the first call that is not in it. */
function groupFold(group: readonly RunCall[], next: RunCall | undefined): RunFold {
  const { first, start } = group[0]!;
  const last = Math.min(Math.max(...group.map((call) => call.last)), (next?.first ?? Infinity) - 1);
  const end = Math.min(Math.max(...group.map((call) => call.end)), next?.start ?? Infinity);
  return { first, last, start, end, label: foldLabel(group, end - start), wait: false };
}

/** Begins after the call does, so that the call itself does not lie in it. */
function waitFold(call: RunCall, next: RunCall | undefined): RunFold[] {
  const duration = call.end - call.start;
  if (duration < LONG_CALL || (next && next.first < call.last)) return [];
  return [{ ...call, start: call.start + 1, label: foldLabel([call], duration), wait: true }];
}
