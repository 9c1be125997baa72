import { html, nothing, svg, type TemplateResult } from 'lit';
import type { TimeSpan } from '../../format/index.ts';
import type { ClockName, Timeline } from '../../player/index.ts';
import type { Findings } from '../view/view-state.ts';
import { densityPath, timelineDensity } from './timeline-density.ts';
import { cutPaths } from './timeline-cuts.ts';
import { hitPaths, markPaths } from './timeline-marks.ts';
import { notches, notchPath, railPath, railPieces } from './timeline-rail.ts';
import { units, type TimelineScale } from './timeline-scale.ts';
import { stretchesOf } from './timeline-stretches.ts';

/** Height of the drawing, units: density and marks above the rail, subagents below it. */
const HEIGHT = 28;
const DENSITY_HEIGHT = 16;
/** A narrower timeline has neither density nor notches: a phone, or large text. */
const PLAIN_TIMELINE = 448;
const LANE = { top: 24, height: 2 };
const BUFFERED = { top: 23, height: 1 };

/** What is drawn. */
export interface TimelineContent {
  readonly timeline: Timeline;
  readonly clock: ClockName;
  readonly findings: Findings | undefined;
  readonly buffered: readonly TimeSpan[];
}

/** A share of the length as CSS wants it. */
export const percent = (share: number): string => `${(share * 100).toFixed(3)}%`;

/**
 * The drawing under the playhead, a few paths whatever the session holds. The rail is drawn twice, the second time in
 * the accent colour and cut off at the playhead by the style sheet, so that playing moves one custom property and
 * nothing else; marks and hits lie over both.
 */
export function timelineDrawing(
  { timeline, clock, findings, buffered }: TimelineContent,
  scale: TimelineScale,
): TemplateResult {
  const stretches = stretchesOf(timeline, clock);
  const rail = railPath(railPieces(timeline, stretches, scale));
  const plain = scale.width < PLAIN_TIMELINE;
  const hits = findings?.times.length ? hitPaths(findings.times, findings.at, scale) : undefined;
  return html`
    ${layer('under', scale, [
      plain || timeline.turns.length === 0 ? nothing : density(timeline, scale),
      path('buffered', spansPath(buffered, scale, BUFFERED)),
      path('lanes', spansPath(timeline.lanes ?? [], scale, LANE)),
      path('rail', rail),
    ])}
    ${layer('played', scale, [path('rail', rail)])}
    ${layer('over', scale, [
      plain ? nothing : path('notches', notchPath(notches(stretches, scale))),
      cuts(timeline, scale),
      markPaths(timeline.markers, scale, hits && 'change').map(([shape, d]) => path(`mark ${shape}`, d)),
      hits ? [path('hit', hits.hits), path('hit current', hits.current)] : nothing,
    ])}
  `;
}

function layer(name: string, { width }: TimelineScale, content: unknown): TemplateResult {
  return html`
    <svg class="layer ${name}" viewBox="0 0 ${width} ${HEIGHT}" preserveAspectRatio="none" aria-hidden="true">
      ${content}
    </svg>
  `;
}

function path(name: string, d: string) {
  return d === '' ? nothing : svg`<path class=${name} d=${d}></path>`;
}

function cuts(timeline: Timeline, scale: TimelineScale) {
  const { ground, hatching } = cutPaths(timeline.cuts, scale);
  return [path('cut-ground', ground), path('cut', hatching)];
}

function density(timeline: Timeline, scale: TimelineScale) {
  const values = timelineDensity(timeline, scale.map, scale.duration);
  return svg`<path
    class="density"
    transform=${`scale(${(scale.width / values.length).toFixed(4)} 1)`}
    d=${densityPath(values, DENSITY_HEIGHT)}
  ></path>`;
}

function spansPath(
  spans: readonly TimeSpan[],
  scale: TimelineScale,
  { top, height }: { top: number; height: number },
): string {
  const bars: { start: number; end: number }[] = [];
  for (const span of spans) {
    const [start, end] = [scale.at(span.start), scale.at(span.end)];
    const last = bars.at(-1);
    if (last && start - last.end < 1) last.end = Math.max(last.end, end);
    else bars.push({ start, end });
  }
  return bars
    .map(({ start, end }) => {
      const length = units(Math.max(end - start, height));
      return `M${units(start)} ${top}h${length}v${height}h-${length}z`;
    })
    .join('');
}
