import { renderVisible } from '../code/visible-characters.ts';
import { html, nothing, type TemplateResult } from 'lit';
import { createRequest, durationText, type Timeline, type TimeMap } from '../../player/index.ts';
import { createViewRequest } from '../events.ts';
import { renderMarks } from '../marks/draw-marks.ts';
import { COUNTED, countMarks } from '../marks/mark-counts.ts';
import { coverStrings } from '../strings/cover.ts';
import type { Language } from '../strings/language.ts';
import { timeText } from '../time-text.ts';

/** More chapters than this are read in the outline, which draws only those in view. */
export const MAX_LISTED = 40;

/** Before its first chapter a session has a row of its own from this much of the clock on, ms. */
const LONG_OPENING = 10_000;

/** What the contents are drawn with. */
interface ContentsContext {
  readonly language: Language;
  readonly timeMap: TimeMap | undefined;
  /** Of the current clock, ms. */
  readonly duration: number;
  readonly request: (event: Event) => void;
}

/** The chapters as a table of contents; nothing where there is but one, which is the session itself. */
export function renderContents(
  timeline: Timeline,
  { language, timeMap, duration, request }: ContentsContext,
): TemplateResult | typeof nothing {
  const chapters = withOpening(timeline.chapters, language.of(coverStrings).opening, timeMap);
  if (chapters.length < 2) return nothing;
  const strings = language.of(coverStrings);
  const positions = [...chapters.map(({ time }) => timeMap?.positionOf(time) ?? time), duration];
  const counts = countMarks(
    timeline,
    chapters.map(({ time }) => time),
  );
  const kinds = COUNTED.filter((kind) => counts.some((count) => count[kind] > 0));
  const hidden = chapters.length - MAX_LISTED;
  return html`
    <h3 id="chapters">${strings.chapters}</h3>
    <ol
      class="contents ${kinds.map((kind) => `has-${kind}`).join(' ')}"
      part="contents"
      aria-labelledby="chapters"
    >
      ${chapters.slice(0, MAX_LISTED).map(
        // No white space, of which each line would be a node: a grid shows none.
        ({ time, title }, index) =>
          html`<li>
            <button part="chapter" @click=${() => request(createRequest('reprise-seek-request', { time }))}>
              <span class="time">${timeText(positions[index]!, duration)}</span
              ><span class="title">${renderVisible(title)}</span>${renderMarks(counts[index]!, language)}<span
                class="length"
                >${durationText(positions[index + 1]! - positions[index]!, language)}</span
              >
            </button>
          </li>`,
      )}
    </ol>
    ${
      hidden > 0
        ? html`<button
            class="more"
            @click=${() => request(createViewRequest('reprise-view-request', { column: 'outline' }))}
          >
            ${strings.moreChapters(hidden)}
          </button>`
        : nothing
    }
  `;
}

/** A log may begin in the middle of the work: what was done before the first prompt is not the first chapter's. */
function withOpening(
  chapters: Timeline['chapters'],
  title: string,
  timeMap: TimeMap | undefined,
): Timeline['chapters'] {
  const first = chapters[0]?.time ?? 0;
  const isLong = (timeMap?.positionOf(first) ?? first) >= LONG_OPENING;
  return isLong ? [{ time: 0, title }, ...chapters] : chapters;
}
