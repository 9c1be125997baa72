import { visibleStyles } from '../code/visible.styles.ts';
import { renderVisible } from '../code/visible-characters.ts';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { Manifest } from '../../format/index.ts';
import {
  askedText,
  coverFacts,
  createRequest,
  durationText,
  fullAgentName,
  modelText,
  projectOf,
  shortAgentName,
  type Timeline,
  titleText,
  whenText,
} from '../../player/index.ts';
import { LanguageController } from '../controllers/language-controller.ts';
import { ResizeController } from '../controllers/resize-controller.ts';
import { StateController } from '../controllers/state-controller.ts';
import { createViewRequest } from '../events.ts';
import { firstIcon } from '../first-icons.ts';
import { marksStyles } from '../marks/marks.styles.ts';
import { coverStrings } from '../strings/cover.ts';
import { controls } from '../styles/controls.ts';
import { timeText } from '../time-text.ts';
import { styles } from './cover.styles.ts';
import { renderContents } from './draw-contents.ts';
import { renderFacts } from './draw-facts.ts';
import { renderNotes } from './draw-notes.ts';
import { scrollPast } from './scroll-past.ts';

/** From this length on it is told how much of a session was activity, ms. */
const LONG = 120_000;
/** Models that are named; of more there is a number. */
const MAX_MODELS = 2;

/**
 * What a session was, what came of it and whether it is worth the reader's time: all that is known before any track is
 * loaded. Stands at the top of the conversation.
 *
 * @summary First page of a session.
 * @tagname reprise-cover
 *
 * @csspart title - The session's title.
 * @csspart play - The native `<button>` that plays.
 * @csspart asked - The beginning of the first prompt.
 * @csspart facts - What came of it.
 * @csspart notes - The line that leads to the first note.
 * @csspart contents - The chapters.
 * @csspart chapter - Each native `<button>` of them.
 * @fires reprise-play-request - The reader wants to watch.
 * @fires reprise-seek-request - The reader chose a chapter, the last commit, the last test run, the first note or the end.
 * @fires reprise-step-request - The reader wants to see the first error.
 * @fires reprise-view-request - The reader wants the facts, all changes or the outline.
 */
export class RepriseCover extends LitElement {
  static override styles = [controls, marksStyles, visibleStyles, styles];

  readonly #language = new LanguageController(this);
  readonly #manifest = new StateController(this, (state) => state.manifest);
  readonly #timeline = new StateController(this, (state) => state.timeline);
  readonly #timeMap = new StateController(this, (state) => state.timeMap);
  readonly #notes = new StateController(this, (state) => state.notes);
  readonly #duration = new StateController(this, (state) => state.duration);
  readonly #lengths = new StateController(this, (state) => state.lengths);
  /** All that was asked is shown. */
  #whole = false;
  /** More was asked than is shown. */
  #isCut = false;
  #source: unknown;

  constructor() {
    super();
    new ResizeController(this, () => this.#measure());
  }

  override willUpdate(): void {
    if (this.#manifest.value === this.#source) return;
    this.#source = this.#manifest.value;
    this.#whole = false;
  }

  override render(): TemplateResult | typeof nothing {
    const manifest = this.#manifest.value;
    const timeline = this.#timeline.value;
    if (!manifest || !timeline) return nothing;
    const language = this.#language.value;
    const duration = this.#duration.value ?? 0;
    const request = (event: Event): unknown => this.dispatchEvent(event);
    const clockText = (time: number): string =>
      timeText(this.#timeMap.value?.positionOf(time) ?? time, duration);
    return html`
      <article class="cover">
        ${this.#origin(manifest)}
        <h2 part="title">${renderVisible(titleText(manifest.title) || this.#strings.untitled)}</h2>
        ${this.#start(timeline, manifest)} ${this.#asked(askedText(timeline.asked, manifest.title))}
        ${renderFacts(coverFacts(manifest, timeline), { language, clockText, request })}
        ${renderNotes(manifest, this.#notes.value ?? [], { language, request })}
        ${renderContents(timeline, { language, timeMap: this.#timeMap.value, duration, request })}
      </article>
    `;
  }

  override updated(): void {
    this.#measure();
  }

  get #strings(): ReturnType<typeof coverStrings.english> {
    return this.#language.of(coverStrings);
  }

  /** Who, with which model, when and where: leads to all that is known about it. */
  #origin(manifest: Manifest): TemplateResult | typeof nothing {
    const { agent } = manifest;
    const { models = [] } = agent ?? {};
    const parts = [
      agent && fullAgentName(agent),
      ...models.slice(0, MAX_MODELS).map(modelText),
      models.length > MAX_MODELS && `+${this.#language.value.number(models.length - MAX_MODELS)}`,
      whenText(manifest, this.#language.value.tag),
      projectOf(manifest),
    ].filter(Boolean);
    if (parts.length === 0) return nothing;
    return html`
      <button class="origin" title=${this.#strings.label} @click=${this.#showAbout}>
        ${
          agent
            ? html`<span class="avatar" aria-hidden="true"
                >${Array.from(shortAgentName(agent))[0]?.toUpperCase()}</span
              >`
            : nothing
        }
        ${renderParts(parts)}
      </button>
    `;
  }

  /** How to begin, and how long that takes. */
  #start({ duration, turns }: Timeline, { stats }: Manifest): TemplateResult {
    const language = this.#language.value;
    const active = this.#lengths.value?.active ?? duration;
    const count = stats?.turns ?? turns.length;
    const facts = [
      duration > 0 && this.#strings.realTime(durationText(duration, language)),
      // Worth saying where much of the time was waiting.
      duration >= LONG && active < 0.9 * duration && this.#strings.active(durationText(active, language)),
      count > 0 && this.#strings.turns(count),
    ].filter(Boolean);
    return html`
      <div class="start">
        <button class="button main" part="play" @click=${this.#play}>
          ${firstIcon('play')}${this.#strings.play(durationText(this.#duration.value ?? 0, language))}
        </button>
        <button class="button" @click=${() => scrollPast(this)}>
          ${this.#strings.readOn}${firstIcon('down')}
        </button>
        <p class="lengths">${renderParts(facts)}</p>
      </div>
    `;
  }

  #asked(text: string | undefined): TemplateResult | typeof nothing {
    if (text === undefined) return nothing;
    return html`
      <h3>${this.#strings.asked}</h3>
      <div class="asked" part="asked">
        <p id="asked" class=${this.#whole ? '' : 'cut'}>${text}</p>
        <button
          class="more"
          aria-expanded=${this.#whole ? 'true' : 'false'}
          aria-controls="asked"
          ?hidden=${!this.#isCut && !this.#whole}
          @click=${this.#toggleAsked}
        >
          ${this.#whole ? this.#strings.showLess : this.#strings.showAll}
        </button>
      </div>
    `;
  }

  /** Whether there is more of what was asked than three lines of this width. */
  #measure(): void {
    const text = this.renderRoot.querySelector('.cut');
    const isCut = text !== null && text.scrollHeight > text.clientHeight + 1;
    if (!text || isCut === this.#isCut) return;
    this.#isCut = isCut;
    this.requestUpdate();
  }

  #toggleAsked(): void {
    this.#whole = !this.#whole;
    this.requestUpdate();
  }

  #play(): void {
    this.dispatchEvent(createRequest('reprise-play-request'));
  }

  #showAbout(): void {
    this.dispatchEvent(createViewRequest('reprise-view-request', { about: true }));
  }
}

/** Words with a dot between them, but none where a line begins or ends. */
function renderParts(parts: readonly unknown[]): TemplateResult | typeof nothing {
  if (parts.length === 0) return nothing;
  return html`<span class="parts"
    ><span
      >${parts.map((part) => html`<span>${typeof part === 'string' ? renderVisible(part) : part}</span>`)}</span
    ></span
  >`;
}

declare global {
  interface HTMLElementTagNameMap {
    'reprise-cover': RepriseCover;
  }
}
