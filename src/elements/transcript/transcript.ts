import { adoptStyles, html, LitElement, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import type { TranscriptView } from '../../player/index.ts';
import { createRequest } from '../../player/index.ts';
import { visibleStyles } from '../code/code.styles.ts';
import { LanguageController } from '../controllers/language-controller.ts';
import { ShownTrackController } from '../controllers/shown-track-controller.ts';
import { StateController } from '../controllers/state-controller.ts';
import { firstIcon } from '../first-icons.ts';
import { typedTextStyles } from '../markdown/typed-text.styles.ts';
import { playerStrings } from '../strings/player.ts';
import { transcriptStrings } from '../strings/transcript.ts';
import { controls } from '../styles/controls.ts';
import { renderBranchRow, renderFoldRow, renderItemRow } from './draw-row.ts';
import { DrawingLoader } from './drawing-loader.ts';
import { FollowController } from './follow-controller.ts';
import { FreshItems } from './fresh-items.ts';
import { createItemContext, type Note } from './item-context.ts';
import type * as LongList from './long-list.ts';
import { OpenParts } from './open-parts.ts';
import { rowStyles } from './row.styles.ts';
import { rowsOf } from './rows.ts';
import type { Row } from './rows.ts';
import { ScrollAnchor } from './scroll-anchor.ts';
import { transcriptStyles } from './transcript.styles.ts';

/** Up to this many rows all are drawn, so that the page's own search finds them. */
const MAX_DRAWN = 2000;
/** Of a longer conversation, rows that are drawn until the code for long lists has come. */
const DRAWN_MEANWHILE = 100;
/** Frames in which the playhead's row is looked for after a long list has changed: sizes become known as rows are drawn. */
const MAX_TRIES = 12;
/** Nearer than this to the top, px, earlier segments are asked for. */
const NEAR_TOP = 240;
/** Milliseconds for which a note (copied, not copied) is shown. */
const NOTE = 2500;

/**
 * The conversation of a session, up to the playhead: prompts, messages, thoughts, tool calls, plans, and what
 * happened around them.
 *
 * It keeps the playhead in view until the reader scrolls away from it. In the reading clock, runs of tool calls
 * that the clock passes over are one sentence that opens.
 *
 * @summary Conversation of a session.
 * @tagname reprise-transcript
 *
 * @slot cover - What stands at the top, before the first item.
 * @csspart scroller - The scrolling list.
 * @csspart to-playhead - The button that leads back to the playhead.
 * @fires reprise-seek-request - The reader chose a moment.
 * @fires reprise-link-request - The reader wants a link to an item.
 * @fires reprise-earlier-request - The reader scrolled to the beginning of what is loaded.
 * @fires reprise-show-request - The track came into view.
 * @fires reprise-hide-request - The track went out of view.
 */
export class RepriseTranscript extends LitElement {
  static override styles = [controls, visibleStyles, typedTextStyles, rowStyles, transcriptStyles];

  /** Id of the transcript track. */
  @property() track = 'main';

  /** Tracks of subagents that the reader followed, the last one shown. */
  @state() private followed: readonly string[] = [];
  /** Row under the pointer or with the focus in it: it has its buttons. */
  @state() private activeKey: string | undefined;
  @state() private note: Note | 'partMissing' | undefined;
  @state() private longList: typeof LongList | undefined;
  @query('.scroller') private readonly scroller!: HTMLElement | null;

  readonly #language = new LanguageController(this);
  readonly #views = new StateController(this, (state) => state.transcripts);
  readonly #status = new StateController(this, (state) => state.status);
  readonly #manifest = new StateController(this, (state) => state.manifest);
  readonly #folds = new StateController(this, (state) =>
    state.clock === 'reading' ? state.timeline?.folds : undefined,
  );
  readonly #timeMap = new StateController(this, (state) => state.timeMap);
  readonly #paused = new StateController(this, (state) => state.paused);
  readonly #seeking = new StateController(this, (state) => state.seeking);
  readonly #follow = new FollowController(this, {
    scroller: () => this.scroller,
    target: () => this.renderRoot.querySelector<HTMLElement>('.now'),
  });
  readonly #drawing = new DrawingLoader(this, {
    onLoad: ({ styles }) =>
      adoptStyles(this.renderRoot as ShadowRoot, [...styles, ...RepriseTranscript.elementStyles]),
    onError: () => this.#say('partMissing'),
  });
  /** There are items to draw, and the code for them is on its way: what is drawn stays until then. */
  #held = false;
  readonly #parts = new OpenParts();
  readonly #expanded = new Set<number>();
  readonly #fresh = new FreshItems();
  readonly #anchor = new ScrollAnchor();
  readonly #context = createItemContext({
    manifest: () => this.#manifest.value,
    language: () => this.#language.value,
    isChild: () => this.followed.length > 0 || this.#view?.track.parent !== undefined,
    positionOf: (time) => this.#timeMap.value?.positionOf(time) ?? time,
    parts: this.#parts,
    changed: () => this.requestUpdate(),
    follow: (track) => this.#followTrack([...this.followed, track]),
    request: (event) => this.dispatchEvent(event),
    say: (note) => this.#say(note),
  });
  #rows: readonly Row[] = [];
  #currentKey: string | undefined;
  #focusKey: string | undefined;
  #session: unknown;
  #wasSeeking = false;
  #grewAbove = false;
  /** Frames in which the playhead's row was looked for; `MAX_TRIES` while nobody looks. */
  #tries = MAX_TRIES;
  /** First item for which earlier ones were asked, to ask once. */
  #askedBefore: string | undefined;
  #noteTimer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    new ShownTrackController(this, () => this.#view?.track.entry);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#noteTimer);
    this.note = undefined;
  }

  override willUpdate(): void {
    if (this.#manifest.value !== this.#session) this.#begin();
    const seeking = this.#seeking.value ?? false;
    const arrived = this.#wasSeeking && !seeking;
    this.#wasSeeking = seeking;
    if (arrived) this.#follow.resume();
    const items = this.#view?.items ?? [];
    this.#grewAbove = false;
    this.#held = !this.#drawing.canDraw(items);
    if (this.#held) return;
    this.#fresh.take(items, { playing: !this.#paused.value && !seeking && !arrived });
    const first = this.#rows[0]?.key;
    this.#rows = rowsOf(items, { folds: this.#folds.value ?? [], expanded: this.#expanded });
    this.#currentKey =
      this.#rows.findLast((row) => holds(row, this.#view?.current))?.key ?? this.#rows.at(-1)?.key;
    this.#grewAbove = first !== this.#rows[0]?.key && this.#rows.some(({ key }) => key === first);
    if (this.#grewAbove && this.scroller) this.#anchor.take(this.scroller);
    if (this.#isLong && !this.longList) {
      void import('./long-list.ts').then((module) => (this.longList = module));
    }
  }

  override render(): TemplateResult {
    const view = this.#view;
    const { copied, copyFailed, toPlayhead } = this.#strings;
    const { partMissing } = this.#language.of(playerStrings);
    const note = this.note ? { partMissing, copied, copyFailed }[this.note] : nothing;
    return html`<div class="frame">
      ${this.followed.length > 0 ? this.#renderBack() : nothing}
      <div
        class="scroller"
        part="scroller"
        role="feed"
        aria-label=${this.#label}
        aria-busy=${view?.loadingEarlier ?? false}
        @scroll=${this.#onScroll}
        @wheel=${{ handleEvent: this.#follow.onIntent, passive: true }}
        @touchmove=${{ handleEvent: this.#follow.onIntent, passive: true }}
        @pointerdown=${this.#follow.onIntent}
        @pointerover=${this.#onEnter}
        @pointerleave=${this.#onLeave}
        @focusin=${this.#onEnter}
        @keydown=${this.#onKey}
      >
        <slot name="cover"></slot>
        ${view?.hasEarlier ? this.#renderEarlier(view) : nothing} ${this.#renderContent(view)}
      </div>
      ${
        this.#follow.following || this.#rows.length === 0
          ? nothing
          : html`<button class="to-playhead" part="to-playhead" @click=${() => this.#follow.resume()}>
              ${firstIcon('down')}${toPlayhead}
            </button>`
      }
      <div class="note" role="status">${note}</div>
    </div>`;
  }

  override updated(): void {
    const { scroller } = this;
    if (!scroller) return;
    if (this.#grewAbove) this.#anchor.restore(scroller);
    else if (this.#follow.following) this.#scrollToPlayhead(scroller);
    this.#askForEarlier(scroller);
    if (this.#view?.ready) void this.#drawing.load();
  }

  /** Nothing is complete before it shows what it has been given, even if that takes code that is being loaded. */
  protected override async getUpdateComplete(): Promise<boolean> {
    const complete = await super.getUpdateComplete();
    if (!this.#held) return complete;
    await this.#drawing.load();
    return super.getUpdateComplete();
  }

  get #strings(): ReturnType<typeof transcriptStrings.english> {
    return this.#language.of(transcriptStrings);
  }

  get #view(): TranscriptView | undefined {
    const views = this.#views.value;
    return views?.get(this.followed.at(-1) ?? this.track) ?? views?.values().next().value;
  }

  get #isLong(): boolean {
    return this.#rows.length > MAX_DRAWN;
  }

  get #label(): string {
    const child = this.followed.at(-1);
    if (child === undefined) return this.#strings.label;
    return this.#strings.childLabel(this.#context.trackTitle(child));
  }

  /** Another session: nothing that was opened or followed is there any more. */
  #begin(): void {
    this.#session = this.#manifest.value;
    this.followed = [];
    this.#parts.clear();
    this.#expanded.clear();
    this.#rows = [];
    this.#fresh.clear();
    this.#follow.resume();
  }

  #renderContent(view: TranscriptView | undefined): TemplateResult | typeof nothing {
    const status = this.#status.value;
    if (status !== 'ready' && status !== 'loading') return nothing;
    if (status === 'ready' && !view) return html`<p class="sentence">${this.#strings.empty}</p>`;
    if (!view?.ready || (this.#held && this.#rows.length === 0)) return renderLoading(this.#strings.loading);
    if (this.#rows.length === 0) return html`<p class="sentence">${this.#strings.before}</p>`;
    if (this.#isLong && this.longList) {
      return this.longList.renderLongList(this.#rows, (row) => this.#renderRow(row), this.#onRange);
    }
    return html`<div class="list">
      ${repeat(
        this.#isLong ? this.#rows.slice(-DRAWN_MEANWHILE) : this.#rows,
        (row) => row.key,
        (row) => this.#renderGuarded(row),
      )}
    </div>`;
  }

  /** Draws a row again only when something it shows has changed. */
  #renderGuarded(row: Row): unknown {
    const { current, fresh, tabStop, active } = this.#stateOf(row);
    const content =
      row.kind === 'item'
        ? [row.item, row.heading, row.model, row.thinking, this.#parts.version(row.key)]
        : [];
    const fold = row.kind === 'fold' ? [row.fold, row.expanded] : [];
    const around = [
      current,
      fresh,
      tabStop,
      active,
      this.#timeMap.value,
      this.#drawing.drawing,
      this.#language.value,
    ];
    return guard([...content, ...fold, ...around], () => this.#renderRow(row));
  }

  #renderRow(row: Row): TemplateResult {
    const state = this.#stateOf(row);
    if (row.kind === 'branch') return renderBranchRow(row.key, this.#context);
    if (row.kind === 'fold')
      return renderFoldRow(row, { ...state, toggle: (start) => this.#toggleFold(start) });
    return renderItemRow(row, state, this.#context, this.#drawing.drawing);
  }

  #stateOf({ key }: Row) {
    const tabStop = this.#focusKey ?? this.#currentKey;
    return {
      current: key === this.#currentKey,
      fresh: this.#fresh.has(key),
      tabStop: key === tabStop,
      active: key === this.activeKey,
    };
  }

  #renderBack(): TemplateResult {
    const before = this.followed.at(-2);
    const title = before === undefined ? this.#strings.main : this.#context.trackTitle(before);
    return html`<div class="back">
      <button @click=${() => this.#followTrack(this.followed.slice(0, -1))}>
        ${firstIcon('right')}${this.#strings.back(title)}
      </button>
      <b>${this.#context.trackTitle(this.followed.at(-1) ?? '')}</b>
    </div>`;
  }

  #renderEarlier(view: TranscriptView): TemplateResult {
    return html`<button
      class="earlier"
      ?disabled=${view.loadingEarlier}
      @click=${() => this.#requestEarlier(view)}
    >
      ${view.loadingEarlier ? this.#strings.loadingEarlier : this.#strings.earlier}
    </button>`;
  }

  #scrollToPlayhead(scroller: HTMLElement): void {
    if (this.#isLong && !scroller.querySelector('.now')) {
      void this.#findPlayhead(scroller);
      return;
    }
    const moves = !this.#paused.value && !this.#seeking.value && this.#currentKey !== undefined;
    const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
    this.#follow.scroll({ smooth: moves && !still && this.#fresh.has(this.#currentKey!) });
  }

  /** In a list that is drawn in parts: goes to about where the playhead is, until its row is drawn. */
  async #findPlayhead(scroller: HTMLElement): Promise<void> {
    const isFinding = this.#tries < MAX_TRIES;
    this.#tries = 0;
    if (isFinding) return;
    for (; this.#tries < MAX_TRIES && this.#follow.following && this.isConnected; this.#tries += 1) {
      if (scroller.querySelector('.now')) this.#follow.scroll({ smooth: false });
      else {
        const index = this.#rows.findIndex(({ key }) => key === this.#currentKey);
        scroller.scrollTop =
          (index / (this.#rows.length - 1)) * (scroller.scrollHeight - scroller.clientHeight);
      }
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
    this.#tries = MAX_TRIES;
  }

  #askForEarlier(scroller: HTMLElement): void {
    const view = this.#view;
    if (!view?.hasEarlier || view.loadingEarlier || scroller.scrollTop > NEAR_TOP) return;
    if (this.#askedBefore === view.items[0]?.id) return;
    this.#requestEarlier(view);
  }

  #requestEarlier(view: TranscriptView): void {
    this.#askedBefore = view.items[0]?.id;
    this.dispatchEvent(createRequest('reprise-earlier-request', { track: view.track.entry }));
  }

  #toggleFold(start: number): void {
    if (!this.#expanded.delete(start)) this.#expanded.add(start);
    this.requestUpdate();
  }

  #followTrack(tracks: readonly string[]): void {
    this.followed = tracks;
    this.#focusKey = undefined;
    this.#fresh.clear();
    this.#follow.resume();
  }

  /** A long list draws in its own time: the row at the playhead may be far from what it has drawn. */
  readonly #onRange = (): void => {
    if (this.scroller && this.#follow.following) this.#scrollToPlayhead(this.scroller);
  };

  readonly #onScroll = (): void => {
    this.#follow.onScroll();
    if (this.scroller) this.#askForEarlier(this.scroller);
  };

  readonly #onEnter = (event: Event): void => {
    const key = keyOf(event);
    if (key === undefined) return;
    this.activeKey = key;
    if (event.type === 'focusin') this.#focusKey = key;
  };

  readonly #onLeave = (): void => {
    this.activeKey = this.renderRoot.querySelector('.row:focus-within') ? this.#focusKey : undefined;
  };

  /** Arrow keys go from row to row while a row itself has the focus; Enter goes to its moment. */
  readonly #onKey = (event: KeyboardEvent): void => {
    const row = event.target as HTMLElement;
    if (!row.matches('.row')) {
      this.#follow.onIntent(event);
      return;
    }
    const index = this.#rows.findIndex(({ key }) => key === row.dataset['key']);
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    const target = this.#rows[index];
    if (event.key === 'Enter' && target?.kind === 'item') this.#context.seek(target.item.time);
    else if (step !== 0) this.#focusRow(this.#rows[index + step]?.key);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  #focusRow(key: string | undefined): void {
    if (key === undefined) return;
    const rows = this.renderRoot.querySelectorAll<HTMLElement>('.row');
    Array.from(rows)
      .find((row) => row.dataset['key'] === key)
      ?.focus();
  }

  #say(note: NonNullable<typeof this.note>): void {
    this.note = note;
    clearTimeout(this.#noteTimer);
    this.#noteTimer = setTimeout(() => (this.note = undefined), NOTE);
  }
}

function holds(row: Row, id: string | undefined): boolean {
  if (row.kind === 'fold') return !row.expanded && row.items.some((item) => item.id === id);
  return row.key === id;
}

/** Key of the row that an event happened in. */
function keyOf(event: Event): string | undefined {
  const row = event.composedPath().find((node) => node instanceof HTMLElement && node.matches('.row'));
  return (row as HTMLElement | undefined)?.dataset['key'];
}

function renderLoading(label: string): TemplateResult {
  return html`<div class="loading" role="article">
    <span class="visually-hidden">${label}</span>
    <i></i><i></i><i></i><i></i><i></i>
  </div>`;
}

declare global {
  interface HTMLElementTagNameMap {
    'reprise-transcript': RepriseTranscript;
  }
}
