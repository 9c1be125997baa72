import type { TimeSpan } from '../../format/index.ts';
import type { TimeMap, Timeline } from '../../player/index.ts';

/**
 * How much happens where along the timeline: the height of the area drawn above it.
 *
 * Made of what the index knows without loading a track: spans with activity, what each turn did, and markers.
 *
 * @param duration - length in the current clock, ms
 * @param count - number of values wanted
 * @returns `count` values, 0 … 1, the highest 1 unless nothing happens at all
 */
export function timelineDensity(timeline: Timeline, map: TimeMap, duration: number, count = 160): number[] {
  const times = Array.from({ length: count + 1 }, (_, index) => map.timeAt((index / count) * duration));
  const density = coverage(timeline.activity, times);
  addTurns(density, timeline, (time) => (map.positionOf(time) / duration) * count);
  for (const { time } of timeline.markers) {
    const place = Math.min(count - 1, Math.floor((map.positionOf(time) / duration) * count));
    if (place >= 0) density[place]! += 0.5;
  }
  const smooth = smoothed(smoothed(density));
  const highest = Math.max(...smooth);
  // Something happens everywhere in most sessions: what all places have in common is taken down, not out.
  const ground = Math.min(...smooth) * 0.75;
  return highest > ground ? smooth.map((value) => (value - ground) / (highest - ground)) : smooth;
}

/** Share of each interval between neighbouring `times` that `spans` (ordered) cover, halved. */
function coverage(spans: readonly TimeSpan[], times: readonly number[]): number[] {
  const shares: number[] = [];
  let first = 0;
  for (let index = 1; index < times.length; index += 1) {
    const [start, end] = [times[index - 1]!, times[index]!];
    while (first < spans.length && spans[first]!.end <= start) first += 1;
    let covered = 0;
    for (let span = first; span < spans.length && spans[span]!.start < end; span += 1) {
      covered += Math.min(end, spans[span]!.end) - Math.max(start, spans[span]!.start);
    }
    shares.push(end > start ? (covered / (end - start)) * 0.5 : 0);
  }
  return shares;
}

/** Spreads what a turn did evenly over its places: a short turn with many calls stands out. */
function addTurns(density: number[], timeline: Timeline, placeOf: (time: number) => number): void {
  timeline.turns.forEach((turn, index) => {
    const start = placeOf(turn.time);
    const end = placeOf(timeline.turns[index + 1]?.time ?? timeline.duration);
    const work = turn.toolCalls + turn.changes + turn.errors;
    const each = Math.min(1.5, work / Math.max(1, end - start));
    for (let place = Math.max(0, Math.floor(start)); place < Math.min(density.length, end); place += 1) {
      // The work of a turn swells after the prompt and ebbs towards its answer.
      const along = end - start > 1 ? (place - start) / (end - start) : 0.5;
      density[place]! += each * (0.35 + 0.65 * Math.sin(Math.PI * Math.min(1, Math.max(0, along))));
    }
  });
}

function smoothed(values: readonly number[]): number[] {
  return values.map((value, index) => {
    const before = values[index - 1] ?? value;
    const after = values[index + 1] ?? value;
    return (before + 2 * value + after) / 4;
  });
}

/** The area under the values as an SVG path, one unit wide a value and `height` units high. */
export function densityPath(values: readonly number[], height: number): string {
  if (values.length === 0) return '';
  const top = (value: number): string => (height - value * (height - 1)).toFixed(1);
  const points = values.map((value, index) => `L${index + 0.5} ${top(value)}`).join('');
  return `M0 ${height}L0 ${top(values[0]!)}${points}L${values.length} ${top(values.at(-1)!)}V${height}Z`;
}
