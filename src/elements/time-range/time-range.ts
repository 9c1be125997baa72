import { visibleText } from '../code/visible-characters.ts';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import type { TimeSpan } from '../../format/index.ts';
import { createRequest, type PlayerState } from '../../player/index.ts';
import { cutAt, cutSentence } from '../cut/cut-sentence.ts';
import { LanguageController } from '../controllers/language-controller.ts';
import { StateController } from '../controllers/state-controller.ts';
import { holeText } from '../hole/draw-hole.ts';
import { holeStrings } from '../strings/hole.ts';
import { transportStrings } from '../strings/transport.ts';
import { controls } from '../styles/controls.ts';
import { timeText, timeWords } from '../time-text.ts';
import { ViewController } from '../view/view-controller.ts';
import { FrameTask } from './frame-task.ts';
import { indexAt } from './index-at.ts';
import { markStyles } from './mark.styles.ts';
import { ScrubController } from './scrub-controller.ts';
import { styles } from './time-range.styles.ts';
import { percent, timelineDrawing } from './timeline-drawing.ts';
import { keyTarget } from './timeline-keys.ts';
import { chapterLabels } from './timeline-labels.ts';
import { placeAt } from './timeline-place.ts';
import { previewOf } from './timeline-preview.ts';
import { TimelineScale } from './timeline-scale.ts';
import { markCounts } from './mark-counts.ts';
import { UnitWidthController } from './unit-width-controller.ts';

/** The playhead moves in this share of the length: a fraction of a pixel on a wide screen. */
const PLAYHEAD_GRID = 4000;
/** A mark is named in the preview when the pointer is so many units away from it. */
const REACH = 5;
const NONE: readonly TimeSpan[] = [];

/**
 * The timeline: a native range input under a drawing of the session in the current clock.
 *
 * Chapters are pieces of a rail with their titles above, where most of these fit; the area over it says how much
 * happens, marks stand where something failed, changed, was committed or tested, and notches where the clock passes
 * time over. Pointing at it, or going along it by key, names the place.
 *
 * @summary Timeline and seek bar.
 * @tagname reprise-time-range
 *
 * @csspart range - The native `<input type="range">`, invisible but focusable.
 * @csspart labels - The titles of the chapters.
 * @csspart preview - What floats above the pointer.
 * @fires reprise-seek-request - The viewer asked for another moment.
 * @fires reprise-step-request - The viewer asked for the previous or next chapter (page keys).
 */
export class RepriseTimeRange extends LitElement {
  static override styles = [controls, markStyles, styles];

  readonly #language = new LanguageController(this);
  readonly #timeline = new StateController(this, (state) => state.timeline);
  readonly #timeMap = new StateController(this, (state) => state.timeMap);
  readonly #stats = new StateController(this, (state) => state.manifest?.stats);
  readonly #clock = new StateController(this, (state) => state.clock);
  readonly #duration = new StateController(this, (state) => state.duration);
  readonly #share = new StateController(this, playheadShare);
  readonly #second = new StateController(this, (state) => Math.floor(state.position / 1000));
  readonly #chapter = new StateController(this, (state) =>
    indexAt(state.timeline?.chapters ?? [], state.time),
  );
  readonly #buffered = new StateController(this, (state) => state.buffered);
  readonly #holes = new StateController(this, (state) => state.holes);
  readonly #terminal = new StateController(
    this,
    (state) => [...state.terminals.values()].find(({ ready }) => ready)?.track.id,
  );
  readonly #seeking = new StateController(this, (state) => state.seeking);
  readonly #waiting = new StateController(this, (state) => state.waiting || state.seeking);
  readonly #findings = new ViewController(this, (view) => view.findings);
  readonly #size = new UnitWidthController(this);
  readonly #scrub = new ScrubController(this, {
    seek: (share) => this.#seek({ position: Math.round(share * (this.#duration.value ?? 0)) }),
    isSeeking: () => this.#seeking.value ?? false,
  });

  /** Where the pointer is on the page, px; where that is on the timeline, as a share of the length. */
  #pointerX: number | undefined;
  #pointer: number | undefined;
  /** The terminal where the pointer last rested for a frame: replaying it may take a while, and must not hold up a drag. */
  #picture: readonly string[] | undefined;
  readonly #hover = new FrameTask(() => {
    const before = this.#pointer;
    this.#pointer = this.#pointerX === undefined ? undefined : this.#shareAt(this.#pointerX);
    if (this.#pointer === undefined) this.#picture = undefined;
    else if (this.#pointer === before) this.#picture = this.#terminalAt(this.#pointer);
    else this.#hover.request();
    if (this.#pointer !== undefined) this.#scrub.move(this.#pointer);
    this.requestUpdate();
  });
  /** A key has moved the playhead: the place is named as if a pointer were there. */
  #keyed = false;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#hover.cancel();
  }

  override render(): TemplateResult {
    const share = this.#scrub.target ?? this.#share.value ?? 0;
    const scale = this.#scale();
    return html`
      <div
        class="timeline ${this.#waiting.value ? 'waiting' : ''}"
        .style=${`--playhead: ${percent(share)}`}
        @pointerdown=${this.#onPointerDown}
        @pointermove=${this.#onPointerMove}
        @pointerup=${this.#onPointerEnd}
        @pointercancel=${this.#onPointerEnd}
        @pointerleave=${this.#onPointerLeave}
      >
        ${scale ? this.#labels(scale) : nothing}
        <div class="drawing">
          ${scale ? this.#drawing(scale) : html`<i class="empty"></i>`} ${this.#input()}
          <span class="playhead"></span>
        </div>
        ${scale ? this.#preview(scale) : nothing}
      </div>
    `;
  }

  /** Made anew when map or size change, so that what is drawn by it is drawn again then, and only then. */
  #lastScale: TimelineScale | undefined;
  #scale(): TimelineScale | undefined {
    const [map, duration, { width }] = [this.#timeMap.value, this.#duration.value ?? 0, this.#size];
    if (!map || !this.#timeline.value || duration <= 0) return undefined;
    const last = this.#lastScale;
    if (last?.map === map && last.duration === duration && last.width === width) return last;
    return (this.#lastScale = new TimelineScale(map, duration, width));
  }

  #labels(scale: TimelineScale) {
    const { chapters } = this.#timeline.value!;
    const current = this.#chapter.value;
    return guard([chapters, scale, current], () => {
      const labels = chapterLabels(chapters, scale);
      if (labels.length === 0) return nothing;
      const place = (start: number, width: number): string =>
        `left: ${percent(start / scale.width)}; width: ${percent(width / scale.width)}`;
      return html`<div class="labels" part="labels" aria-hidden="true">
        ${labels.map(
          ({ index, title, start, width }) =>
            html`<span class=${index === current ? 'current' : ''} .style=${place(start, width)}
              >${title}</span
            >`,
        )}
      </div>`;
    });
  }

  #drawing(scale: TimelineScale) {
    const [timeline, clock, findings] = [
      this.#timeline.value!,
      this.#clock.value ?? 'reading',
      this.#findings.value,
    ];
    const spans = this.#buffered.value ?? NONE;
    const buffered = isAll(spans, timeline.duration) ? NONE : spans;
    const holes = this.#holes.value ?? NONE;
    return guard([timeline, clock, findings, buffered, holes, scale], () =>
      timelineDrawing({ timeline, clock, findings, buffered, holes }, scale),
    );
  }

  #input() {
    const duration = this.#duration.value ?? 0;
    const strings = this.#language.of(transportStrings);
    return html`
      <input
        type="range"
        part="range"
        min="0"
        max=${Math.max(duration, 1)}
        step="1"
        .value=${String((this.#second.value ?? 0) * 1000)}
        ?disabled=${duration <= 0}
        aria-label=${strings.timeline}
        aria-valuetext=${visibleText(this.#valueText(duration))}
        aria-describedby="summary"
        @input=${this.#onInput}
        @keydown=${this.#onKeyDown}
        @blur=${this.#onBlur}
      />
      <span id="summary" class="visually-hidden">${this.#summary()}</span>
    `;
  }

  #summary(): string {
    const timeline = this.#timeline.value;
    if (!timeline) return '';
    const strings = this.#language.of(transportStrings);
    const counts = markCounts(timeline, this.#stats.value);
    const holes = this.#holes.value?.length ?? 0;
    const words = [
      ...counts.map(({ kind, count }) => strings.counted[kind](count)),
      ...(holes > 0 ? [this.#language.of(holeStrings).counted(holes)] : []),
    ];
    return timeline.exact || words.length === 0
      ? words.join(', ')
      : `${words.join(', ')}. ${strings.inexact}`;
  }

  #valueText(duration: number): string {
    const position = (this.#second.value ?? 0) * 1000;
    const strings = this.#language.of(transportStrings);
    const words = (time: number): string => timeWords(time, this.#language.value);
    const [timeline, time] = [this.#timeline.value, this.#timeMap.value?.timeAt(position) ?? 0];
    const [chapters, turns] = [timeline?.chapters ?? [], timeline?.turns ?? []];
    const [chapter, turn] = [indexAt(chapters, time), indexAt(turns, time)];
    const cut = cutAt(timeline?.cuts ?? [], time);
    return [
      strings.of(words(position), words(duration)),
      ...(chapter < 0 ? [] : [strings.spokenChapter(chapter + 1, chapters.length, chapters[chapter]!.title)]),
      ...(turn < 0 ? [] : [strings.spokenTurn(turn + 1)]),
      ...(cut ? [cutSentence(cut, this.#language.value)] : []),
      ...this.#holesAt(time),
    ].join(', ');
  }

  /** What cannot be read at a session time (ms), in sentences. */
  #holesAt(time: number): string[] {
    const duration = this.#duration.value ?? 0;
    const clockText = (at: number): string => timeText(this.#timeMap.value?.positionOf(at) ?? at, duration);
    return (this.#holes.value ?? [])
      .filter(({ start, end }) => time >= start && time < end)
      .map((hole) => holeText(hole.track.kind, hole, { language: this.#language.value, clockText }));
  }

  #preview({ map, duration, width }: TimelineScale) {
    const keyed = this.#keyed ? ((this.#second.value ?? 0) * 1000) / duration : undefined;
    const share = this.#scrub.active ? this.#scrub.target : (this.#pointer ?? keyed);
    if (share === undefined) return nothing;
    const position = share * duration;
    const clock = this.#clock.value ?? 'reading';
    const place = placeAt(this.#timeline.value!, clock, map, position, (REACH / width) * duration);
    const terminal = this.#pointer === undefined ? this.#terminalAt(share) : this.#picture;
    const holes = this.#holesAt(place.time);
    return previewOf({ share, position, duration, place, terminal, holes }, this.#language.value);
  }

  #terminalAt(share: number): readonly string[] | undefined {
    const [id, map] = [this.#terminal.value, this.#timeMap.value];
    if (id === undefined || !map) return undefined;
    return this.#terminal.player?.terminalPreview(id, map.timeAt(share * (this.#duration.value ?? 0)));
  }

  #onPointerDown(event: PointerEvent): void {
    if (event.button !== 0 || (this.#duration.value ?? 0) <= 0) return;
    const timeline = event.currentTarget as HTMLElement;
    timeline.setPointerCapture(event.pointerId);
    // The input lies under the drawing: it gets the focus, so that the arrow keys go on from here.
    this.renderRoot.querySelector('input')?.focus({ preventScroll: true });
    event.preventDefault();
    this.#keyed = false;
    this.#scrub.begin(this.#shareAt(event.clientX));
  }

  #onPointerMove({ clientX }: PointerEvent): void {
    this.#pointerX = clientX;
    this.#hover.request();
  }

  #onPointerEnd({ pointerType, clientX }: PointerEvent): void {
    if (this.#scrub.active) this.#scrub.move(this.#shareAt(clientX));
    this.#scrub.end();
    if (pointerType !== 'mouse') this.#onPointerLeave();
  }

  #onPointerLeave(): void {
    this.#pointerX = undefined;
    this.#hover.request();
  }

  #shareAt(clientX: number): number {
    const { left, width } = this.renderRoot.querySelector('.drawing')!.getBoundingClientRect();
    return width > 0 ? Math.min(1, Math.max(0, (clientX - left) / width)) : 0;
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
    const request = keyTarget(event.key, this.#duration.value ?? 0);
    if (!request) return;
    event.preventDefault();
    this.#keyed = true;
    this.requestUpdate();
    this.dispatchEvent(request);
  }

  #onBlur(): void {
    this.#keyed = false;
    this.requestUpdate();
  }
}

/** A line under all of the timeline says nothing. */
function isAll(spans: readonly TimeSpan[], duration: number): boolean {
  return spans.some(({ start, end }) => start <= 0 && end >= duration);
}

function playheadShare({ position, duration }: PlayerState): number {
  return duration > 0 ? Math.round((position / duration) * PLAYHEAD_GRID) / PLAYHEAD_GRID : 0;
}

declare global {
  interface HTMLElementTagNameMap {
    'reprise-time-range': RepriseTimeRange;
  }
}
