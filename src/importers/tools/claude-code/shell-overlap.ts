import type { Place } from './session-facts.ts';
import type { SessionPlan } from './session-plan.ts';

/**
 * Ids of shell calls that ran while another one did. On a terminal their output would interleave; each is
 * written as one piece when its result is there, and the others live: prompt first, output when it came.
 */
export function overlappingCommands(plan: SessionPlan): ReadonlySet<string> {
  const times = new Map(plan.logs.map((log) => [log.source, log.clock.times]));
  const timeOf = (place: Place): number => times.get(place.source)?.[place.index] ?? 0;
  const spans = [...plan.facts.calls]
    .flatMap(([id, call]) =>
      call.isShell && call.answered ? [{ id, start: timeOf(call.called), end: timeOf(call.answered) }] : [],
    )
    .sort((a, b) => a.start - b.start || a.end - b.end);
  const overlapping = new Set<string>();
  let latest: (typeof spans)[number] | undefined;
  for (const span of spans) {
    if (latest && span.start < latest.end) {
      overlapping.add(latest.id);
      overlapping.add(span.id);
    }
    if (!latest || span.end > latest.end) latest = span;
  }
  return overlapping;
}
