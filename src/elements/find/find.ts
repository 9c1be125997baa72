import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { query, state } from 'lit/decorators.js';
import { createRequest, type Hit, type HitKind } from '../../player/index.ts';
import { visibleStyles } from '../code/visible.styles.ts';
import { LanguageController } from '../controllers/language-controller.ts';
import { StateController } from '../controllers/state-controller.ts';
import { createViewRequest } from '../events.ts';
import { icon } from '../icons.ts';
import { findStrings } from '../strings/find.ts';
import { controls } from '../styles/controls.ts';
import { searchBar } from '../styles/search-bar.ts';
import { timeText } from '../time-text.ts';
import { ViewController } from '../view/view-controller.ts';
import { keyed } from '../windowed/keyed.ts';
import { renderHitLine, renderTurnLine } from './draw-hit.ts';
import { renderProgress } from './draw-progress.ts';
import type { FindRequest } from './find-run.ts';
import { FindSearch } from './find-search.ts';
import { CAN_HIGHLIGHT } from './hit-highlighter.ts';
import { styles } from './find.styles.ts';
import type { HitLine } from './found-hits.ts';
import { windowOf } from './list-window.ts';
import { whoseOf } from './whose.ts';

/** Characters that are taken from the field. */
const MAX_LENGTH = 200;
/** Height of a line before one has been drawn, px. */
const FIRST_LINE = 28;

/** What the keys of the list do: how many hits on, of so many. */
const LIST_KEYS: Readonly<Record<string, (index: number, count: number) => number>> = {
  ArrowDown: (index) => index + 1,
  ArrowUp: (index) => Math.max(0, index - 1),
  PageDown: (index, count) => Math.min(count - 1, index + 10),
  PageUp: (index) => Math.max(0, index - 10),
  Home: () => 0,
  End: (_, count) => count - 1,
};

/**
 * Finds in what was said, done and changed: a field, the kinds of what was found, and the hits by turn with their lines.
 *
 * Searches as one types. Enter and Shift-Enter in the field, F3 and Shift-F3 anywhere, the arrow keys in the list go
 * from hit to hit; Escape closes and gives the focus back.
 *
 * @summary Finding in a session.
 * @tagname reprise-find
 *
 * @csspart field - The field with its switches.
 * @csspart list - The scrolled list of hits.
 * @fires reprise-seek-request - The reader chose a hit.
 * @fires reprise-view-request - Other hits were found, another one was chosen, or the reader is done.
 */
export class RepriseFind extends LitElement {
  static override styles = [controls, searchBar, visibleStyles, styles];

  @state() private text = '';
  @state() private matchCase = false;
  @state() private wholeWords = false;
  @query('input') private readonly field!: HTMLInputElement | null;
  @query('.list') private readonly list!: HTMLElement | null;

  readonly #language = new LanguageController(this);
  readonly #timeline = new StateController(this, (player) => player.timeline);
  readonly #timeMap = new StateController(this, (player) => player.timeMap);
  readonly #manifest = new StateController(this, (player) => player.manifest);
  readonly #findings = new ViewController(this, (view) => view.findings);
  readonly #search = new FindSearch(this, () => this.#tell());
  readonly #actions = {
    again: (): void => this.#start(this.#search.shown?.request.longTexts),
    searchLongTexts: (): void => this.#start(true),
  };
  #session: unknown;
  /** The chosen hit that was brought into view. */
  #revealed = -1;
  #line = FIRST_LINE;
  /** Who had the focus before. */
  #before: Element | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#before = focused();
    this.addEventListener('keydown', this.#onKey);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.removeEventListener('keydown', this.#onKey);
  }

  /** Puts the focus into the field, with what is in it selected. */
  override focus(options?: FocusOptions): void {
    this.field?.focus(options);
    this.field?.select();
  }

  override willUpdate(): void {
    if (this.#manifest.value === this.#session) return;
    this.#session = this.#manifest.value;
    // What was looked for when the panel was last open, or in the session before.
    const { query: text = this.text, matching } = this.#findings.value ?? {};
    this.text = text;
    this.matchCase = matching?.case ?? this.matchCase;
    this.wholeWords = matching?.word ?? this.wholeWords;
    this.#start();
  }

  override firstUpdated(): void {
    this.focus();
  }

  override render(): TemplateResult {
    const strings = this.#language.of(findStrings);
    const hits = this.#search.shown?.hits;
    return html`
      <div class="bar" role="search" aria-label=${strings.label}>${this.#renderField()}</div>
      ${hits && hits.count > 0 ? html`${this.#renderKinds()} ${this.#renderPlace()}` : nothing}
      ${this.#renderList()}
      ${this.#search.shown && !CAN_HIGHLIGHT ? html`<p class="sentence">${strings.noMarks}</p>` : nothing}
      ${renderProgress(this.#search.shown, this.#actions, this.#language.value)}
      <div class="visually-hidden" role="status">${this.#said}</div>
    `;
  }

  override updated(): void {
    const line = this.list?.querySelector<HTMLElement>('.line')?.offsetHeight ?? 0;
    if (line > 0 && line !== this.#line) {
      this.#line = line;
      this.requestUpdate();
    }
    if (this.#revealed !== this.#search.current) this.#reveal();
    this.#revealed = this.#search.current;
  }

  // ------------------------------------------------------------------------------------------ drawing

  #renderField(): TemplateResult {
    const strings = this.#language.of(findStrings);
    return html`
      <span class="field" part="field">
        ${icon('search')}
        <input
          type="search"
          aria-label=${strings.field}
          placeholder=${this.#isTerminalAlone ? strings.placeholderTerminal : strings.placeholder}
          maxlength=${MAX_LENGTH}
          autocomplete="off"
          spellcheck="false"
          enterkeyhint="search"
          .value=${this.text}
          @input=${this.#onInput}
          @keydown=${this.#onFieldKey}
        />
        <button
          class="switch"
          aria-pressed=${this.matchCase ? 'true' : 'false'}
          title=${strings.matchCase}
          @click=${this.#onCase}
        >
          <span aria-hidden="true">Aa</span><span class="visually-hidden">${strings.matchCase}</span>
        </button>
        <button
          class="switch"
          aria-pressed=${this.wholeWords ? 'true' : 'false'}
          title=${strings.wholeWords}
          @click=${this.#onWord}
        >
          <span aria-hidden="true">ab</span><span class="visually-hidden">${strings.wholeWords}</span>
        </button>
      </span>
      <button class="quiet" aria-label=${strings.close} title=${strings.close} @click=${this.#close}>
        ${icon('close')}
      </button>
    `;
  }

  #renderKinds(): TemplateResult {
    const strings = this.#language.of(findStrings);
    const { hits } = this.#search.shown!;
    const button = (kind: HitKind | undefined, label: string, count: number): TemplateResult =>
      html`<button
        aria-pressed=${hits.kind === kind ? 'true' : 'false'}
        @click=${() => this.#search.showKind(kind)}
      >
        ${label} ${this.#language.value.number(count)}
      </button>`;
    return html`<div class="kinds" role="group" aria-label=${strings.kinds}>
      ${button(undefined, strings.all, hits.count)}
      ${hits.counts.map(([kind, count]) => button(kind, strings.kindNames[kind], count))}
    </div>`;
  }

  #renderPlace(): TemplateResult {
    const strings = this.#language.of(findStrings);
    const count = this.#search.hits.length;
    const all = this.#search.shown?.step?.more ? strings.moreThan(count) : strings.count(count);
    return html`<div class="place">
      <b>${this.#search.current < 0 ? all : strings.place(this.#search.current + 1, count)}</b>
      <button
        class="quiet up"
        aria-label=${strings.previous}
        title=${`${strings.previous} (⇧ F3)`}
        @click=${() => this.#go(-1)}
      >
        ${icon('down')}
      </button>
      <button
        class="quiet"
        aria-label=${strings.next}
        title=${`${strings.next} (F3)`}
        @click=${() => this.#go(1)}
      >
        ${icon('down')}
      </button>
    </div>`;
  }

  #renderList(): TemplateResult {
    const strings = this.#language.of(findStrings);
    const lines = this.#search.lines;
    if (lines.length === 0) {
      const isDone = this.#search.shown?.step?.state === 'done' && this.text.trim() !== '';
      return html`<p class="sentence">
        ${isDone ? strings.none : this.#isTerminalAlone ? strings.hintTerminal : strings.hint}
      </p>`;
    }
    const { scrollTop: top = 0, clientHeight: height = 0 } = this.list ?? {};
    // Before it is drawn the list has no height.
    const { from, to, before, after } = windowOf(lines.length, {
      top,
      height: height || window.innerHeight,
      line: this.#line,
    });
    const active = lines
      .slice(from, to)
      .some((line) => line.kind === 'hit' && line.index === this.#search.current);
    return html`<div
      class="list"
      part="list"
      role="listbox"
      tabindex="0"
      aria-label=${strings.hits}
      aria-activedescendant=${active ? `hit-${this.#search.current}` : nothing}
      @scroll=${this.#onScroll}
      @keydown=${this.#onListKey}
    >
      <div role="presentation" .style=${`padding-block: ${before}px ${after}px`}>
        ${keyed(lines.slice(from, to), keyOf, (line) => this.#renderLine(line))}
      </div>
    </div>`;
  }

  #renderLine(line: HitLine): TemplateResult {
    if (line.kind === 'turn') {
      const turn = this.#timeline.value?.turns[line.turn - 1];
      return renderTurnLine(line.turn, turn, this.#timeText(turn?.time ?? 0), this.#language.value);
    }
    const { hit, index } = line;
    const strings = this.#language.of(findStrings);
    return renderHitLine(
      hit,
      {
        id: `hit-${index}`,
        current: index === this.#search.current,
        position: index + 1,
        count: this.#search.hits.length,
        time: this.#timeText(hit.time),
        where: this.#whereOf(hit),
        whose: whoseOf(hit, this.#manifest.value, strings),
        choose: () => this.#choose(index),
      },
      this.#language.value,
    );
  }

  #whereOf({ turn }: Hit): string | undefined {
    if (!this.#timeline.value?.turns.length) return undefined;
    const strings = this.#language.of(findStrings);
    return turn === 0 ? strings.beginning : strings.turn(turn);
  }

  /** There is nothing to search but what terminals showed. */
  get #isTerminalAlone(): boolean {
    return this.#manifest.value?.tracks.every(({ kind }) => kind === 'terminal') ?? false;
  }

  /** What is told when a search has come to an end or waits. */
  get #said(): string {
    const step = this.#search.shown?.step;
    if (!step || step.state === 'searching' || !this.#search.isNewest) return '';
    const strings = this.#language.of(findStrings);
    const count = this.#search.shown?.hits.count ?? 0;
    if (count === 0) return step.state === 'done' ? strings.none : '';
    return step.more ? strings.moreThan(count) : strings.count(count);
  }

  #timeText(time: number): string {
    return timeText(this.#timeMap.value?.positionOf(time) ?? time);
  }

  // ---------------------------------------------------------------------------------------- searching

  #start(longTexts = false): void {
    const { player, value: session } = this.#manifest;
    const request: FindRequest = {
      query: this.text,
      case: this.matchCase,
      word: this.wholeWords,
      ...(longTexts && { longTexts }),
    };
    this.#search.start(session && this.text.trim() !== '' ? request : undefined, player);
  }

  #tell(): void {
    const { findings, hits, current } = this.#search;
    const hit = hits[current];
    const change = hit ? { findings, target: hit.event } : { findings };
    // Not within an update: others update by it.
    queueMicrotask(() => this.dispatchEvent(createViewRequest('reprise-view-request', change)));
  }

  // --------------------------------------------------------------------------------------- the reader

  readonly #onInput = (event: Event): void => {
    this.text = (event.target as HTMLInputElement).value;
    this.#search.soon(() => this.#start());
  };

  readonly #onCase = (): void => {
    this.matchCase = !this.matchCase;
    this.#start();
  };

  readonly #onWord = (): void => {
    this.wholeWords = !this.wholeWords;
    this.#start();
  };

  readonly #onFieldKey = (event: KeyboardEvent): void => {
    if (event.isComposing) return;
    if (event.key === 'Enter') this.#go(event.shiftKey ? -1 : 1);
    else if (event.key === 'ArrowDown') this.list?.focus();
    else return;
    event.preventDefault();
  };

  readonly #onListKey = (event: KeyboardEvent): void => {
    const count = this.#search.hits.length;
    const move = LIST_KEYS[event.key];
    if (event.key === 'Enter') this.#choose(Math.max(0, this.#search.current));
    else if (event.key === 'ArrowUp' && this.#search.current <= 0) this.focus();
    else if (move) this.#choose(Math.min(count - 1, move(this.#search.current, count)));
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.key === 'F3') this.#go(event.shiftKey ? -1 : 1);
    else if (event.key === 'Escape') this.#close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  readonly #onScroll = (): void => this.requestUpdate();

  readonly #close = (): void => {
    const before = this.#before;
    this.dispatchEvent(createViewRequest('reprise-view-request', { column: undefined, findings: undefined }));
    if (before instanceof HTMLElement && before.isConnected) before.focus();
  };

  /** Goes on from the current hit, or from the playhead where there is none. */
  #go(direction: 1 | -1): void {
    this.#choose(this.#search.beside(direction, this.#manifest.player?.store.state.time ?? 0));
  }

  #choose(index: number): void {
    const hit = this.#search.choose(index);
    if (!hit) return;
    // Behind what leads to it: whoever goes to the time then knows the item.
    queueMicrotask(() => this.dispatchEvent(createRequest('reprise-seek-request', { time: hit.time })));
  }

  /** Brings the current hit into view, with its turn above it. */
  #reveal(): void {
    const { list } = this;
    const lines = this.#search.lines;
    const at = lines.findIndex((line) => line.kind === 'hit' && line.index === this.#search.current);
    if (!list || at < 0) return;
    const first = lines[at - 1]?.kind === 'turn' ? at - 1 : at;
    const [top, bottom] = [first * this.#line, (at + 1) * this.#line];
    if (top < list.scrollTop) list.scrollTop = top;
    else if (bottom > list.scrollTop + list.clientHeight) list.scrollTop = bottom - list.clientHeight;
  }
}

function keyOf(line: HitLine): string {
  return line.kind === 'turn' ? `turn ${line.turn}` : `hit ${line.index}`;
}

/** The element with the focus, within shadow roots too. */
function focused(): Element | undefined {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return active ?? undefined;
}

declare global {
  interface HTMLElementTagNameMap {
    'reprise-find': RepriseFind;
  }
}
