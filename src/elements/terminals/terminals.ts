import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { Manifest } from '../../format/index.ts';
import type { PlayerState, TerminalView } from '../../player/index.ts';
import { LanguageController } from '../controllers/language-controller.ts';
import { ResizeController } from '../controllers/resize-controller.ts';
import { StateController } from '../controllers/state-controller.ts';
import { HitController } from '../find/hit-controller.ts';
import { renderOutline } from '../first-icons.ts';
import { icon } from '../icons.ts';
import type { Language } from '../strings/language.ts';
import { playerStrings } from '../strings/player.ts';
import { terminalsStrings } from '../strings/terminals.ts';
import { controls } from '../styles/controls.ts';
import { timeText } from '../time-text.ts';
import { emptySentence } from './empty-sentence.ts';
import { PinchController } from './pinch-controller.ts';
import { type Arrangement, arrange, type Choice, MOST_ZOOM, LEAST_ZOOM, nextZoom } from './arrangement.ts';
import { styles } from './terminals.styles.ts';

/** Outlines of an A with a minus and of one with a plus. */
const SMALLER = 'm3 18 4.5-12L12 18M4.7 14h5.6M15 12h6';
const LARGER = 'm3 18 4.5-12L12 18M4.7 14h5.6M15 12h6M18 9v6';

const NONE: ReadonlyMap<string, TerminalView> = new Map();

/**
 * The session's terminals, one at a time, under a bar: which one, when it last wrote, and how its text is laid out.
 *
 * Shows a recorded terminal first; where there are only those made from tool calls, the one that the newest call
 * wrote to. When the viewer picks one, that one stays.
 *
 * @summary Terminals under a bar.
 * @tagname reprise-terminals
 *
 * @attr empty - Set while nothing was written yet: the bar, 2.5rem high, says what there is and is enough.
 * @slot actions - Controls at the end of the bar.
 * @csspart bar - The bar above the terminal.
 */
export class RepriseTerminals extends LitElement {
  static override styles = [controls, styles];

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
  readonly #spoken = new StateController(this, spokenOf);
  readonly #hit = new HitController(this);
  #picked: string | undefined;
  #choice: Choice | undefined;
  #zoom = 1;
  #zoomBefore = 1;
  #width = 0;
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
    }
    this.#source = this.#manifest.value;
    const hit = this.#hit.take();
    if (hit?.kind === 'terminal') this.#picked = hit.track;
    const view = this.#view;
    this.empty = view !== undefined && isEmpty(view);
  }

  override render(): TemplateResult | typeof nothing {
    const view = this.#view;
    if (!view) return nothing;
    const arrangement = arrange(view, { width: this.#width, choice: this.#choice });
    const isAlone = this.#manifest.value?.tracks.every(({ kind }) => kind === 'terminal') ?? false;
    return html`
      <div class="bar" part="bar">
        ${icon('command')} ${this.#renderName(view)}
        ${this.empty ? this.#renderEmpty() : this.#renderControls(view, arrangement)}
        <slot name="actions"></slot>
      </div>
      <reprise-terminal
        .fit=${arrangement.fit}
        .wrap=${arrangement.wrap}
        .zoom=${this.#zoom}
        .track=${view.track.id}
        ?centered=${isAlone}
        ?hidden=${this.hidden}
      ></reprise-terminal>
    `;
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

  #renderEmpty(): TemplateResult {
    const sentence = emptySentence(this.#timeline.value, this.#language.value);
    return html`<span class="at">${sentence}</span><span class="space"></span>`;
  }

  #renderControls(view: TerminalView, arrangement: Arrangement): TemplateResult {
    const strings = this.#language.of(terminalsStrings);
    const last = view.screen?.lastOutput;
    const at = last === undefined ? undefined : (this.#timeMap.value?.positionOf(last) ?? last);
    return html`
      ${
        at === undefined
          ? nothing
          : html`<span class="at">${strings.at(timeText(at, this.#duration.value ?? at))}</span>`
      }
      <span class="space"></span>
      ${this.#renderChoices(arrangement)}
      <span class="label">${labelOf(view, arrangement, this.#language.value)}</span>
      <div class="sizes" role="group" aria-label=${strings.textSize}>
        <button
          class="quiet smaller"
          aria-label=${strings.smaller}
          title=${strings.smaller}
          ?disabled=${this.#zoom <= LEAST_ZOOM}
          @click=${() => this.#setZoom(nextZoom(this.#zoom, -1))}
        >
          ${renderOutline(SMALLER, false)}
        </button>
        <button
          class="quiet larger"
          aria-label=${strings.larger}
          title=${strings.larger}
          ?disabled=${this.#zoom >= MOST_ZOOM}
          @click=${() => this.#setZoom(nextZoom(this.#zoom, 1))}
        >
          ${renderOutline(LARGER, false)}
        </button>
      </div>
    `;
  }

  #renderChoices({ choices, chosen }: Arrangement): TemplateResult | typeof nothing {
    if (choices.length === 0) return nothing;
    const strings = this.#language.of(terminalsStrings);
    return html`
      <div class="choices" role="group" aria-label=${strings.layout}>
        ${choices.map(
          (choice) => html`
            <button aria-pressed=${choice === chosen ? 'true' : 'false'} @click=${() => this.#choose(choice)}>
              ${strings[choice]}
            </button>
          `,
        )}
      </div>
    `;
  }

  get #view(): TerminalView | undefined {
    const terminals = this.#terminals.value ?? NONE;
    const wanted = [this.#picked, this.#spoken.value].find((id) => id !== undefined && terminals.has(id));
    return wanted === undefined ? terminals.values().next().value : terminals.get(wanted);
  }

  #onResize(): void {
    if (this.clientWidth === this.#width) return;
    this.#width = this.clientWidth;
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

/** Nothing was written yet. A terminal that is on its way is no empty one. */
function isEmpty({ ready, screen }: TerminalView): boolean {
  return ready && screen !== undefined && screen.lastOutput === undefined && screen.cut === undefined;
}

/** Id of the terminal that the newest tool call with one wrote to, where none was recorded. */
function spokenOf({ transcripts, terminals }: PlayerState): string | undefined {
  const recorded = [...terminals.values()].find(({ track }) => !track.synthesised);
  if (recorded || terminals.size < 2) return recorded?.track.id;
  const items = transcripts.get('main')?.items ?? [];
  for (let index = items.length - 1; index >= 0; index -= 1) {
    const item = items[index]!;
    if (item.type !== 'tool') continue;
    const reference = item.content.find((part) => part.type === 'terminal');
    if (reference?.type === 'terminal') return reference.terminalId;
  }
  return undefined;
}

/** A terminal named like the session, as a recording of all of it is, is just the terminal. */
function nameOf(
  { title }: Manifest['tracks'][number],
  { session, fallback }: { readonly session: string | undefined; readonly fallback: string },
): string {
  return title === undefined || title === session ? fallback : title;
}

function labelOf({ screen, track }: TerminalView, { wrap }: Arrangement, language: Language): string {
  const strings = language.of(terminalsStrings);
  const [cols, rows] = [screen?.cols ?? track.cols, screen?.rows ?? track.rows];
  const isWrapped = wrap === 'auto' && track.synthesised;
  const size = cols !== undefined && rows !== undefined && !isWrapped ? strings.size(cols, rows) : undefined;
  const origin = track.synthesised ? strings.synthesised : undefined;
  return [size, screen?.title, origin].filter(Boolean).join(' · ');
}

declare global {
  interface HTMLElementTagNameMap {
    'reprise-terminals': RepriseTerminals;
  }
}
