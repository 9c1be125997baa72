import { html, type TemplateResult } from 'lit';
import type { ClockName, TimeMap, Timeline } from '../../player/index.ts';
import { timelineBars, timelineTicks, type Bar } from './timeline-bars.ts';
import { densityPath, timelineDensity } from './timeline-density.ts';

const DENSITY_HEIGHT = 20;

/** A share of the length as CSS wants it. */
export const percent = (share: number): string => `${(share * 100).toFixed(3)}%`;

/**
 * The drawing under the playhead: density, ticks, bars, and the bars again in the accent colour, cut off at the
 * playhead by the style sheet, so that playing moves one custom property and nothing else.
 */
export function timelineDrawing(
  timeline: Timeline,
  map: TimeMap,
  clock: ClockName,
  duration: number,
): TemplateResult {
  const values = timelineDensity(timeline, map, duration);
  const bars = timelineBars(timeline, map, clock, duration);
  return html`
    <svg
      class="density"
      viewBox="0 0 ${values.length} ${DENSITY_HEIGHT}"
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <path d=${densityPath(values, DENSITY_HEIGHT)}></path>
    </svg>
    ${timelineTicks(timeline, map, duration).map(
      ({ kind, at }) => html`<i class="tick ${kind}" .style=${`left: ${percent(at)}`}></i>`,
    )}
    <div class="bars">${bars.map(bar)}</div>
    <div class="bars played">${bars.map(bar)}</div>
  `;
}

function bar({ kind, start, end }: Bar): TemplateResult {
  // The last bar ends with the timeline, the others leave a gap to the next one.
  const width = end < 1 ? `calc(${percent(end - start)} - 3px)` : percent(end - start);
  return html`<i class=${kind} .style=${`left: ${percent(start)}; width: ${width}`}></i>`;
}
