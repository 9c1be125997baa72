import { html, nothing, type TemplateResult } from 'lit';
import type { TimeSpan, TrackKind } from '../../format/index.ts';
import { createRequest } from '../../player/index.ts';
import { firstIcon } from '../first-icons.ts';
import { holeStrings } from '../strings/hole.ts';
import type { Language } from '../strings/language.ts';

/** What a hole is drawn with. */
interface HoleContext {
  readonly language: Language;
  /** A session time (ms) in digits of the current clock. */
  readonly clockText: (time: number) => string;
  /** Length of the session, ms: behind a hole that lasts until then there is nothing to go on at. */
  readonly duration: number;
}

/** What is said of a hole in a track of a kind. */
export function holeText(
  kind: TrackKind,
  { start, end }: TimeSpan,
  context: Omit<HoleContext, 'duration'>,
): string {
  return context.language.of(holeStrings).text[kind](context.clockText(start), context.clockText(end));
}

/** Stands where a stretch of a track cannot be read: what is missing, why, and the way behind it. */
export function renderHole(kind: TrackKind, hole: TimeSpan, context: HoleContext): TemplateResult {
  const strings = context.language.of(holeStrings);
  const { end } = hole;
  return html`
    <div class="hole" role="note">
      ${firstIcon('warning')}
      <p>
        <b>${holeText(kind, hole, context)}</b>
        ${strings.advice}
      </p>
      ${
        end >= context.duration
          ? nothing
          : html`<button class="button" @click=${(event: Event) => goTo(event, end)}>
              ${strings.goOn(context.clockText(end))}
            </button>`
      }
    </div>
  `;
}

function goTo({ currentTarget }: Event, time: number): void {
  currentTarget?.dispatchEvent(createRequest('reprise-seek-request', { time }));
}
