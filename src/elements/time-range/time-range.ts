import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import type { TimeSpan } from '../../format/index.ts';
import { createRequest, type PlayerState } from '../../player/index.ts';
import { LanguageController } from '../controllers/language-controller.ts';
import { StateController } from '../controllers/state-controller.ts';
import { transportStrings } from '../strings/transport.ts';
import { controls } from '../styles/controls.ts';
import { timeText, timeWords } from '../time-text.ts';
import { indexAt } from './index-at.ts';
import { styles } from './time-range.styles.ts';
import { percent, timelineDrawing } from './timeline-drawing.ts';
import { placeAt } from './timeline-place.ts';

/** The arrow keys' step, ms in the current clock. */
const KEY_STEP = 5000;
/** The playhead moves in this share of the length: a fraction of a pixel on a wide screen. */
const PLAYHEAD_GRID = 4000;
/** A marker is named in the preview when the pointer is this share of the length away from it. */
const MARKER_REACH = 0.006;
const NONE: readonly TimeSpan[] = [];

/**
 * The timeline: a native range input under a drawing of the session in the current clock.
 *
 * Chapters are bars, stretches the clock passes over are hatched, the area above says how much happens, ticks mark
 * errors, changes and commits. Pointing at it names the place.
 *
 * @summary Timeline and seek bar.
 * @tagname reprise-time-range
 *
 * @csspart range - The native `<input type="range">`, invisible but focusable.
 * @csspart preview - What floats above the pointer.
 * @fires reprise-seek-request - The viewer asked for another moment.
 * @fires reprise-step-request - The viewer asked for the previous or next chapter (page keys).
 */
export class RepriseTimeRange extends LitElement {
  static override styles = [controls, styles];

  readonly #language = new LanguageController(this);
  readonly #timeline = new StateController(this, (state) => state.timeline);
  readonly #timeMap = new StateController(this, (state) => state.timeMap);
  readonly #clock = new StateController(this, (state) => state.clock);
  readonly #duration = new StateController(this, (state) => state.duration);
  readonly #share = new StateController(this, playheadShare);
  readonly #second = new StateController(this, (state) => Math.floor(state.position / 1000));
  readonly #buffered = new StateController(this, (state) => state.buffered);
  readonly #seeking = new StateController(this, (state) => state.seeking);
  readonly #waiting = new StateController(this, (state) => state.waiting || state.seeking);

  /** Where the pointer is, as a share of the length. */
  #pointer: number | undefined;
  /** Where a drag has taken the playhead: shown until the player is there. */
  #target: number | undefined;
  #dragging = false;

  override willUpdate(): void {
    if (!this.#dragging && !this.#seeking.value) this.#target = undefined;
  }

  override render(): TemplateResult {
    const share = this.#target ?? this.#share.value ?? 0;
    return html`
      <div
        class="timeline ${this.#waiting.value ? 'waiting' : ''} ${this.#dragging ? 'dragging' : ''}"
        .style=${`--playhead: ${percent(share)}`}
        @pointerdown=${this.#onPointerDown}
        @pointermove=${this.#onPointerMove}
        @pointerup=${this.#onPointerEnd}
        @pointercancel=${this.#onPointerEnd}
        @pointerleave=${this.#onPointerLeave}
      >
        ${this.#drawing()} ${this.#input()}
        <span class="playhead"></span>
        ${this.#preview()}
      </div>
    `;
  }

  #drawing() {
    const [timeline, map, duration] = [this.#timeline.value, this.#timeMap.value, this.#duration.value ?? 0];
    const clock = this.#clock.value ?? 'reading';
    if (!timeline || !map || duration <= 0)
      return html`<div class="bars"><i class="chapter whole"></i></div>`;
    const spans = this.#buffered.value ?? [];
    const buffered = isAll(spans, timeline.duration) ? NONE : spans;
    const share = (time: number): number => map.positionOf(time) / duration;
    return html`
      ${guard([timeline, map, clock], () => timelineDrawing(timeline, map, clock, duration))}
      ${guard([buffered, map], () =>
        buffered.map(({ start, end }) => {
          const [left, right] = [share(start), share(end)];
          return html`<i
            class="buffered"
            .style=${`left: ${percent(left)}; width: ${percent(right - left)}`}
          ></i>`;
        }),
      )}
    `;
  }

  #input() {
    const duration = this.#duration.value ?? 0;
    return html`
      <input
        type="range"
        part="range"
        min="0"
        max=${Math.max(duration, 1)}
        step="1"
        .value=${String((this.#second.value ?? 0) * 1000)}
        ?disabled=${duration <= 0}
        aria-label=${this.#language.of(transportStrings).timeline}
        aria-valuetext=${this.#valueText(duration)}
        @input=${this.#onInput}
        @keydown=${this.#onKeyDown}
      />
    `;
  }

  #valueText(duration: number): string {
    const position = (this.#second.value ?? 0) * 1000;
    const strings = this.#language.of(transportStrings);
    const words = (time: number): string => timeWords(time, this.#language.value);
    const text = strings.of(words(position), words(duration));
    const chapters = this.#timeline.value?.chapters ?? [];
    const index = indexAt(chapters, this.#timeMap.value?.timeAt(position) ?? 0);
    return index < 0 ? text : `${text}; ${strings.chapter(index + 1, chapters[index]!.title)}`;
  }

  #preview() {
    const share = this.#dragging ? this.#target : this.#pointer;
    const [timeline, map, duration] = [this.#timeline.value, this.#timeMap.value, this.#duration.value ?? 0];
    if (share === undefined || !timeline || !map || duration <= 0) return nothing;
    const position = share * duration;
    const { title, marker, detail } = placeAt(timeline, map, position, MARKER_REACH * duration);
    const time = timeText(position, duration);
    const { markers } = this.#language.of(transportStrings);
    return html`
      <span class="pointer" .style=${`left: ${percent(share)}`}></span>
      <div class="preview" part="preview" .style=${`left: ${percent(share)}; --shift: ${percent(-share)}`}>
        <b>${title === undefined ? time : `${time} · ${title}`}</b>
        ${
          detail === undefined
            ? nothing
            : html`<span class="detail ${marker?.kind ?? ''}"
                >${marker ? `${markers[marker.kind]}: ` : ''}${detail}</span
              >`
        }
      </div>
    `;
  }

  #onPointerDown(event: PointerEvent): void {
    if (event.button !== 0 || (this.#duration.value ?? 0) <= 0) return;
    const timeline = event.currentTarget as HTMLElement;
    timeline.setPointerCapture(event.pointerId);
    // The input lies under the drawing: it gets the focus, so that the arrow keys go on from here.
    timeline.querySelector('input')?.focus({ preventScroll: true });
    event.preventDefault();
    this.#dragging = true;
    this.#seekTo(shareAt(event));
  }

  #onPointerMove(event: PointerEvent): void {
    this.#pointer = shareAt(event);
    if (this.#dragging) this.#seekTo(this.#pointer);
    this.requestUpdate();
  }

  #onPointerEnd(event: PointerEvent): void {
    this.#dragging = false;
    if (event.pointerType !== 'mouse') this.#pointer = undefined;
    this.requestUpdate();
  }

  #onPointerLeave(): void {
    this.#pointer = undefined;
    this.requestUpdate();
  }

  #seekTo(share: number): void {
    this.#target = share;
    this.requestUpdate();
    this.#seek({ position: Math.round(share * (this.#duration.value ?? 0)) });
  }

  #seek(target: { position: number } | { by: number }): void {
    this.dispatchEvent(createRequest('reprise-seek-request', target));
  }

  /** Assistive technology sets the value itself, without keys or pointer. */
  #onInput(event: Event): void {
    this.#seek({ position: Number((event.currentTarget as HTMLInputElement).value) });
  }

  #onKeyDown(event: KeyboardEvent): void {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const action = this.#keyAction(event.key);
    if (!action) return;
    event.preventDefault();
    action();
  }

  #keyAction(key: string): (() => void) | undefined {
    const chapter = (direction: 1 | -1) => () =>
      this.dispatchEvent(createRequest('reprise-step-request', { to: 'chapter', direction }));
    switch (key) {
      case 'ArrowLeft':
      case 'ArrowDown':
        return () => this.#seek({ by: -KEY_STEP });
      case 'ArrowRight':
      case 'ArrowUp':
        return () => this.#seek({ by: KEY_STEP });
      case 'Home':
        return () => this.#seek({ position: 0 });
      case 'End':
        return () => this.#seek({ position: this.#duration.value ?? 0 });
      case 'PageDown':
        return chapter(-1);
      case 'PageUp':
        return chapter(1);
      default:
        return undefined;
    }
  }
}

/** A line under all of the timeline says nothing. */
function isAll(spans: readonly TimeSpan[], duration: number): boolean {
  return spans.some(({ start, end }) => start <= 0 && end >= duration);
}

function playheadShare({ position, duration }: PlayerState): number {
  return duration > 0 ? Math.round((position / duration) * PLAYHEAD_GRID) / PLAYHEAD_GRID : 0;
}

function shareAt(event: PointerEvent): number {
  const { left, width } = (event.currentTarget as HTMLElement).getBoundingClientRect();
  return width > 0 ? Math.min(1, Math.max(0, (event.clientX - left) / width)) : 0;
}

declare global {
  interface HTMLElementTagNameMap {
    'reprise-time-range': RepriseTimeRange;
  }
}
