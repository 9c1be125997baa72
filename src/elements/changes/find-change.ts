import type { ChangeEvent } from '../../format/index.ts';
import type { ChangesView, Timeline } from '../../player/index.ts';
import type { CurrentItem } from '../view/view-state.ts';

/** The change that an item of the conversation made: by its call, or by when it was; the first of several. */
export function changeOfItem(
  changes: readonly ChangeEvent[],
  { kind, toolCallId, time, end }: CurrentItem,
): ChangeEvent | undefined {
  const byCall = toolCallId === undefined ? [] : changes.filter((change) => change.toolCallId === toolCallId);
  if (byCall.length > 0) return byCall[0];
  return kind === 'change' ? changes.find(({ t }) => t >= time && t <= end) : undefined;
}

/** Which of the session's changes one is, from 1; `undefined` where that is not known. */
export function numberOfChange(
  change: ChangeEvent,
  { changes, hasEarlier }: ChangesView,
  timeline: Timeline | undefined,
): number | undefined {
  const index = changes.findIndex(({ id }) => id === change.id);
  if (!hasEarlier && index >= 0) return index + 1;
  if (!timeline?.exact) return undefined;
  const before = timeline.markers.filter(({ kind, time }) => kind === 'change' && time < change.t).length;
  const beside = changes.filter(({ t }) => t === change.t).findIndex(({ id }) => id === change.id);
  return before + Math.max(0, beside) + 1;
}

/** How many turns lie behind times (ms). */
export function countTurns(times: readonly number[], timeline: Timeline | undefined): number {
  const turns = timeline?.turns ?? [];
  return new Set(times.map((time) => turns.findLastIndex((turn) => turn.time <= time))).size;
}
