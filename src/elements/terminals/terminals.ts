import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { createRequest, type TerminalPoster, type TerminalView } from '../../player/index.ts';
import { LanguageController } from '../controllers/language-controller.ts';
import { LoadedValue, type Loaded } from '../controllers/loaded-value.ts';
import { ResizeController } from '../controllers/resize-controller.ts';
import { StateController } from '../controllers/state-controller.ts';
import { cutAt } from '../cut/cut-sentence.ts';
import { cutStyles } from '../cut/cut.styles.ts';
import { renderCut } from '../cut/draw-cut.ts';
import { HitController } from '../find/hit-controller.ts';
import { icon } from '../icons.ts';
import { playerStrings } from '../strings/player.ts';
import { terminalsStrings } from '../strings/terminals.ts';
import { controls } from '../styles/controls.ts';
import { markStyles } from '../time-range/mark.styles.ts';
import { timeText } from '../time-text.ts';
import { ViewController } from '../view/view-controller.ts';
import { renderChoices, renderSizes } from './draw-controls.ts';
import { renderCover } from './draw-cover.ts';
import { emptySentence } from './empty-sentence.ts';
import { PinchController } from './pinch-controller.ts';
import { type Arrangement, arrange, type Choice, LEAST_ZOOM, MOST_ZOOM, nextZoom } from './arrangement.ts';
import { coverStyles } from './cover.styles.ts';
import { NO_FRAMES, ShownNotes } from './shown-notes.ts';
import { isEmpty, spokenOf } from './shown-terminal.ts';
import { labelOf, nameOf, sizeOf } from './terminal-words.ts';
import { styles } from './terminals.styles.ts';

/** Height that a sentence needs below the bar, CSS pixels. */
const LEAST_STAGE = 64;

const NONE: ReadonlyMap<string, TerminalView> = new Map();

/**
 * The session's terminals, one at a time, under a bar: which one, when it last wrote, and how its text is laid out.
 *
 * Shows a recorded terminal first; where there are only those made from tool calls, the one that the newest call
 * wrote to. When the viewer picks one, that one stays. As long as the reader is at the cover it shows the moment at which
 * the terminal tells most; a recording that stands alone has its own cover over that picture.
 *
 * @summary Terminals under a bar.
 * @tagname reprise-terminals
 *
 * @attr empty - Set while nothing was written yet: the bar, 2.5rem high, says what there is and is enough.
 * @slot actions - Controls at the end of the bar.
 * @csspart bar - The bar above the terminal.
 * @csspart cover - What a recording that stands alone is covered with before it is played.
 * @fires reprise-play-request - The viewer wants to watch.
 * @fires reprise-seek-request - The viewer wants to see the first output, or what a note is about.
 */
export class RepriseTerminals extends LitElement {
  static override styles = [controls, markStyles, styles, coverStyles, cutStyles];

  /** Nothing is drawn or loaded while hidden. */
  @property({ type: Boolean, reflect: true }) override hidden = false;
  /** Nothing was written up to the playhead; the element says so itself. */
  @property({ type: Boolean, reflect: true }) empty = false;

  readonly #language = new LanguageController(this);
  readonly #terminals = new StateController(this, (state) => state.terminals);
  readonly #manifest = new StateController(this, (state) => state.manifest);
  readonly #timeline = new StateController(this, (state) => state.timeline);
  readonly #timeMap = new StateController(this, (state) => state.timeMap);
  readonly #duration = new StateController(this, (state) => state.duration);
  readonly #cut = new StateController(this, ({ manifest, time }) => cutAt(manifest?.cuts ?? [], time));
  readonly #notes = new ShownNotes(this);
  readonly #spoken = new StateController(this, spokenOf);
  readonly #isAtStart = new StateController(this, ({ position, paused }) => position === 0 && paused);
  readonly #isAtCover = new ViewController(this, (view) => view.atCover);
  #posters = new LoadedValue<TerminalPoster | undefined>(this);
  readonly #hit = new HitController(this);
  #picked: string | undefined;
  #choice: Choice | undefined;
  #zoom = 1;
  #zoomBefore = 1;
  #width = 0;
  /** There is room for the bar alone. */
  #isBar = false;
  #source: unknown;

  constructor() {
    super();
    new ResizeController(this, () => this.#onResize());
    new PinchController(this, {
      onStart: () => (this.#zoomBefore = this.#zoom),
      onPinch: (factor) => this.#setZoom(this.#zoomBefore * factor),
    });
  }

  override willUpdate(): void {
    if (this.#manifest.value !== this.#source) {
      this.#picked = undefined;
      this.#choice = undefined;
      this.#posters = new LoadedValue(this);
    }
    this.#source = this.#manifest.value;
    const hit = this.#hit.take();
    if (hit?.kind === 'terminal') this.#picked = hit.track;
    const view = this.#view;
    if (view) this.#notes.take(view);
    this.empty = view !== undefined && isEmpty(view) && !this.#poster(view);
  }

  override render(): TemplateResult | typeof nothing {
    const view = this.#view;
    if (!view) return nothing;
    const poster = this.#poster(view);
    const shown = poster?.value ? { ...view, screen: poster.value.screen } : view;
    const arrangement = arrange(shown, { width: this.#width, choice: this.#choice });
    const isAlone = this.#manifest.value?.tracks.every(({ kind }) => kind === 'terminal') ?? false;
    const isCovered = isAlone && this.#isPoster;
    return html`
      <div class="bar" part="bar">
        ${icon('command')} ${this.#renderName(view)}
        ${this.empty ? html`${this.#isBar ? this.#renderEmpty(view) : nothing}<span class="space"></span>` : this.#renderControls(shown, arrangement, { poster, isCovered })}
        <slot name="actions"></slot>
      </div>
      ${
        this.empty || isCovered
          ? nothing
          : this.#notes.render(view, {
              language: this.#language.value,
              clockText: (time) => this.#clockText(time),
            })
      }
      ${poster ? nothing : renderCut(this.#cut.value, this.#language.value)}
      <div class="stage">
        <reprise-terminal
          class=${poster?.status === 'loading' ? 'waiting' : ''}
          .fit=${arrangement.fit}
          .wrap=${arrangement.wrap}
          .zoom=${this.#zoom}
          .track=${view.track.id}
          .screen=${poster?.value?.screen}
          .framed=${poster ? NO_FRAMES : this.#notes.framed}
          ?centered=${isAlone}
          ?inert=${isCovered}
          ?hidden=${this.hidden}
        ></reprise-terminal>
        ${isCovered ? this.#renderCover(shown, arrangement, poster?.value) : nothing}
        ${this.empty && !this.#isBar ? html`<p class="nothing">${this.#renderEmpty(view)}</p>` : nothing}
      </div>
    `;
  }

  /** The reader is at the cover: a picture of the terminal stands for it, and not the playhead's moment. */
  get #isPoster(): boolean {
    return this.#isAtCover.value && this.#isAtStart.value === true && !this.hidden;
  }

  /** That picture, or that it is on its way; `undefined` where there is none. */
  #poster({ track }: TerminalView): Loaded<TerminalPoster | undefined> | undefined {
    const { player } = this.#terminals;
    if (!player || !this.#isPoster) return undefined;
    const poster = this.#posters.get(track.id, () => player.terminalPoster(track.id));
    return poster.status === 'loading' || poster.value ? poster : undefined;
  }

  #renderCover(view: TerminalView, arrangement: Arrangement, poster: TerminalPoster | undefined) {
    const manifest = this.#manifest.value;
    if (!manifest) return nothing;
    return renderCover({
      language: this.#language.value,
      manifest,
      duration: this.#duration.value ?? manifest.duration,
      size: sizeOf(view, arrangement, this.#language.value),
      from: poster && this.#clockText(poster.time),
    });
  }

  #clockText(time: number): string {
    const at = this.#timeMap.value?.positionOf(time) ?? time;
    return timeText(at, this.#duration.value ?? at);
  }

  #renderName(view: TerminalView): TemplateResult {
    const { terminal } = this.#language.of(playerStrings);
    const terminals = [...(this.#terminals.value ?? NONE).values()];
    if (terminals.length < 2) return html`<span class="name">${terminal}</span>`;
    const session = this.#manifest.value?.title;
    return html`
      <select aria-label=${this.#language.of(terminalsStrings).which} @change=${this.#onSelect}>
        ${terminals.map(
          ({ track }, index) => html`
            <option value=${track.id} .selected=${track.id === view.track.id}>
              ${nameOf(track, { session, fallback: index === 0 ? terminal : track.id })}
            </option>
          `,
        )}
      </select>
    `;
  }

  #renderEmpty({ firstOutput }: TerminalView): TemplateResult {
    const language = this.#language.value;
    const strings = language.of(terminalsStrings);
    const sentence =
      firstOutput === undefined
        ? emptySentence(this.#timeline.value, language)
        : strings.emptyUntil(this.#clockText(firstOutput));
    return html`
      <span class="at">${sentence}</span>
      ${
        firstOutput === undefined
          ? nothing
          : html`<button class="button first" @click=${() => this.#goTo(firstOutput)}>
              ${strings.toFirst}
            </button>`
      }
    `;
  }

  #goTo(time: number): void {
    this.dispatchEvent(createRequest('reprise-seek-request', { time }));
  }

  #renderControls(
    view: TerminalView,
    arrangement: Arrangement,
    { poster, isCovered }: { readonly poster: Loaded<unknown> | undefined; readonly isCovered: boolean },
  ): TemplateResult {
    const strings = this.#language.of(terminalsStrings);
    const last = poster?.status === 'loading' || isCovered ? undefined : view.screen?.lastOutput;
    const at = last === undefined ? undefined : this.#clockText(last);
    return html`
      ${
        at === undefined
          ? nothing
          : html`<span class="at">${poster ? strings.pictureFrom(at) : strings.at(at)}</span>`
      }
      <span class="space"></span>
      ${renderChoices(arrangement, { strings, onChoose: (choice) => this.#choose(choice) })}
      <span class="label">${labelOf(view, arrangement, this.#language.value)}</span>
      ${renderSizes(this.#zoom, { strings, onStep: (direction) => this.#setZoom(nextZoom(this.#zoom, direction)) })}
    `;
  }

  get #view(): TerminalView | undefined {
    const terminals = this.#terminals.value ?? NONE;
    const wanted = [this.#picked, this.#spoken.value].find((id) => id !== undefined && terminals.has(id));
    return wanted === undefined ? terminals.values().next().value : terminals.get(wanted);
  }

  #onResize(): void {
    const isBar = (this.renderRoot.querySelector('.stage')?.clientHeight ?? 0) < LEAST_STAGE;
    if (this.clientWidth === this.#width && isBar === this.#isBar) return;
    this.#width = this.clientWidth;
    this.#isBar = isBar;
    this.requestUpdate();
  }

  readonly #onSelect = ({ target }: Event): void => {
    this.#picked = (target as HTMLSelectElement).value;
    this.requestUpdate();
  };

  #choose(choice: Choice): void {
    this.#choice = choice;
    this.requestUpdate();
  }

  #setZoom(zoom: number): void {
    this.#zoom = Math.min(MOST_ZOOM, Math.max(LEAST_ZOOM, zoom));
    this.requestUpdate();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'reprise-terminals': RepriseTerminals;
  }
}
