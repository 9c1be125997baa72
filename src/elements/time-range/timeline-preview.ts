import { html, nothing, type TemplateResult } from 'lit';
import { cutSentence } from '../cut/cut-sentence.ts';
import { icon } from '../icons.ts';
import type { Language } from '../strings/language.ts';
import { transportStrings } from '../strings/transport.ts';
import { timeText } from '../time-text.ts';
import { markIcon, shapeOf } from './mark-shapes.ts';
import { percent } from './timeline-drawing.ts';
import type { Place } from './timeline-place.ts';

/** Rows of a terminal that the picture has room for. */
const PICTURE_ROWS = 9;
/** Characters of a row that it has room for. */
const PICTURE_COLUMNS = 64;

/** What the preview shows. */
export interface Preview {
  /** Where, as a share of the length, 0 … 1. */
  readonly share: number;
  /** Position and length, ms of the current clock. */
  readonly position: number;
  readonly duration: number;
  readonly place: Place;
  /** Rows of the terminal at that moment, where they are at hand. */
  readonly terminal: readonly string[] | undefined;
}

/** A dashed line, and over it a card that says what is there. */
export function previewOf(
  { share, position, duration, place, terminal }: Preview,
  language: Language,
): TemplateResult {
  const strings = language.of(transportStrings);
  const time = timeText(position, duration);
  const { title, turn, prompt } = place;
  return html`
    <span class="pointer" .style=${`--at: ${percent(share)}`}></span>
    <div class="preview" part="preview" .style=${`--at: ${percent(share)}`}>
      ${terminal ? picture(terminal) : nothing}
      <div class="words">
        <b>${title === undefined ? time : `${time} · ${title}`}</b>
        ${item(place, language)}
        ${prompt === undefined ? nothing : html`<span class="prompt">${strings.prompt(turn, prompt)}</span>`}
      </div>
    </div>
  `;
}

function item({ marker, stretch, cut }: Place, language: Language) {
  if (cut) return html`<span class="item">${icon('cut')} ${cutSentence(cut, language)}</span>`;
  const strings = language.of(transportStrings);
  if (marker) {
    const shape = shapeOf(marker);
    return html`<span class="item">${markIcon(shape)} ${marker.text ?? strings.markers[marker.kind]}</span>`;
  }
  if (!stretch) return nothing;
  const text = stretch.label ?? strings.idle(strings.length(stretch.end - stretch.start));
  return html`<span class="item soft">${text}</span>`;
}

/** The last rows with text in them, where work goes on. */
function picture(rows: readonly string[]) {
  const end = rows.findLastIndex((row) => row.trim() !== '') + 1;
  if (end === 0) return nothing;
  const shown = rows.slice(Math.max(0, end - PICTURE_ROWS), end);
  return html`<pre class="picture" aria-hidden="true">
${shown.map((row) => row.slice(0, PICTURE_COLUMNS)).join('\n')}</pre>`;
}
