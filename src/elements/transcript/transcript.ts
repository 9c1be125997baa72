import { adoptStyles, html, LitElement, nothing, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { keyed } from '../windowed/keyed.ts';
import { createRequest, type TranscriptView } from '../../player/index.ts';
import { visibleStyles } from '../code/visible.styles.ts';
import { cutStyles } from '../cut/cut.styles.ts';
import { LanguageController } from '../controllers/language-controller.ts';
import { RowTabStops } from '../controllers/row-tab-stops.ts';
import { ShownTrackController } from '../controllers/shown-track-controller.ts';
import { StateController } from '../controllers/state-controller.ts';
import { createViewRequest } from '../events.ts';
import { conversationsTo } from '../find/conversations-to.ts';
import { HitController } from '../find/hit-controller.ts';
import { holeStyles } from '../hole/hole.styles.ts';
import { HitMarks } from '../find/hit-marks.ts';
import { typedTextStyles } from '../markdown/typed-text.styles.ts';
import { transcriptStrings } from '../strings/transcript.ts';
import { controls } from '../styles/controls.ts';
import { printStyles } from '../styles/print.ts';
import { ViewController } from '../view/view-controller.ts';
import { currentItemOf, holds, momentOf, rowAt } from './current-row.ts';
import { DocumentRows } from './document-rows.ts';
import { DocumentScroller, type DrawnRows } from './document-scroller.ts';
import { renderBack, renderCut, renderToPlayhead } from './draw-frame.ts';
import { renderCoverRow, renderLoading, type RowState } from './draw-row.ts';
import { DrawingLoader } from './drawing-loader.ts';
import { FreshItems } from './fresh-items.ts';
import { createItemContext } from './item-context.ts';
import { NoteLine } from './note-line.ts';
import { OpenParts } from './open-parts.ts';
import { Paper } from './paper.ts';
import { renderPromptAbove, turnAbove } from './prompt-above.ts';
import { RangedView } from './ranged-view.ts';
import { ReadingProgress } from './reading-progress.ts';
import { RowDrawing } from './row-drawing.ts';
import { RowNavigation } from './row-navigation.ts';
import { RowNotes } from './row-notes.ts';
import { rowStyles } from './row.styles.ts';
import type { Row } from './rows.ts';
import { transcriptStyles } from './transcript.styles.ts';

/**
 * The conversation of a session as one document: prompts, messages, thoughts, tool calls, plans, and what happened around
 * them, from the first prompt to the last.
 *
 * While paused, scrolling moves the playhead: the item on the reading line, a third from the top, is the current one.
 * While playing, what comes after the playhead is not there yet, and the view follows until the reader scrolls away.
 * Parts that are not loaded take the room they may need; they are loaded when they come into view and stay there.
 *
 * @summary Conversation of a session.
 * @tagname reprise-transcript
 *
 * @csspart scroller - The scrolling document.
 * @csspart to-playhead - The button that leads back to the playhead.
 * @fires reprise-seek-request - The reader chose a moment.
 * @fires reprise-follow-request - The reader scrolled to another moment.
 * @fires reprise-parts-request - Other parts of the conversation came into view.
 * @fires reprise-view-request - Another item is the current one.
 * @fires reprise-link-request - The reader wants a link to an item.
 * @fires reprise-show-request - The track came into view.
 * @fires reprise-hide-request - The track went out of view.
 */
export class RepriseTranscript extends LitElement {
  static override styles = [
    controls,
    cutStyles,
    visibleStyles,
    typedTextStyles,
    holeStyles,
    rowStyles,
    transcriptStyles,
    printStyles,
  ];

  /** Id of the transcript track. */
  @property() track = 'main';

  /** Tracks of subagents that the reader followed, the last one shown. */
  @state() private followed: readonly string[] = [];
  /** While playing: the view stays with the newest row. */
  @state() private following = true;
  @query('.scroller') private readonly scroller!: HTMLElement | null;

  readonly #paper = new Paper(this, () => {
    this.requestUpdate();
    this.performUpdate();
  });
  readonly #language = new LanguageController(this);
  readonly #views = new StateController(this, (state) => state.transcripts);
  readonly #status = new StateController(this, (state) => state.status);
  readonly #manifest = new StateController(this, (state) => state.manifest);
  readonly #turns = new StateController(this, (state) => state.timeline?.turns);
  readonly #timeMap = new StateController(this, (state) => state.timeMap);
  readonly #time = new StateController(this, (state) => state.time);
  /** Where playing begins: its time may be that of what happens first, of which nothing is shown yet. */
  readonly #isAtStart = new StateController(this, (state) => state.position === 0);
  /** Asked for only while the newest row is higher than the view, and goes through it with the clock. */
  readonly #position = new StateController(this, ({ paused, position }) =>
    !paused && this.#isReading ? position : undefined,
  );
  readonly #paused = new StateController(this, (state) => state.paused);
  /** The stretch of the session that is shown. */
  readonly #range = new StateController(this, (state) => state.range);
  readonly #ranged = new RangedView();
  readonly #seeking = new StateController(this, (state) => state.seeking);
  readonly #look = new ViewController(this, (view) => view.view);
  readonly #usage = new ViewController(this, (view) => view.usage);
  readonly #linked = new ViewController(this, (view) => view.linked);
  readonly #target = new ViewController(this, (view) => view.target);
  readonly #hit = new HitController(this);
  readonly #drawing = new DrawingLoader(this, {
    onLoad: ({ styles }) =>
      adoptStyles(this.renderRoot as ShadowRoot, [...styles, ...RepriseTranscript.elementStyles]),
    onError: () => this.#note.say('partMissing'),
  });
  readonly #scroll = new DocumentScroller(this, {
    scroller: () => this.scroller,
    onScroll: () => this.#onReaderScroll(),
  });
  readonly #navigation = new RowNavigation(this, {
    scroll: this.#scroll,
    onChoose: (index) => this.#choose(index),
  });
  readonly #notes = new RowNotes(this, (key) => this.#rows[this.#scroll.heights.indexOf(key)]);
  readonly #note = new NoteLine(this);
  readonly #parts = new OpenParts();
  readonly #fresh = new FreshItems();
  readonly #documentRows = new DocumentRows();
  readonly #context = createItemContext({
    manifest: () => this.#manifest.value,
    language: () => this.#language.value,
    isChild: () => this.followed.length > 0 || this.#view?.track.parent !== undefined,
    hasCover: () => this.querySelector(':scope > [slot="cover"]') !== null,
    printing: () => this.#paper.printing,
    usage: () => this.#usage.value,
    positionOf: (time) => this.#timeMap.value?.positionOf(time) ?? time,
    parts: this.#parts,
    changed: () => this.requestUpdate(),
    follow: (track) => this.#followTrack([...this.followed, track]),
    request: (event) => this.dispatchEvent(event),
    say: (note) => this.#note.say(note),
  });
  readonly #rowDrawing = new RowDrawing({
    context: this.#context,
    parts: this.#parts,
    heights: this.#scroll.heights,
    stateOf: (row) => ({ ...this.#stateOf(row.key), notes: this.#notes.of(row) }),
    turns: () => this.#turns.value ?? [],
    drawing: () => this.#drawing.drawing,
    looks: () => [this.#timeMap.value, this.#language.value, this.#paper.printing, this.#usage.value],
    toggle: (key) => this.#toggleRun(key),
  });
  #rows: readonly Row[] = [];
  #drawn: DrawnRows = { from: 0, to: -1, before: 0, after: 0 };
  #expanded: ReadonlySet<string> = new Set();
  #currentKey: string | undefined;
  /** Turn whose prompt lies above the view, by its index; it is named at the top. */
  #turnAbove: number | undefined;
  #session: unknown;
  #wasPaused = true;
  readonly #progress = new ReadingProgress();
  /** The view follows through a row that is higher than it. */
  #isReading = false;
  /** Where the playhead was when this element last looked, and where it has asked it to be, session time. */
  #seenTime = 0;
  #askedTime: number | undefined;
  /** The row of this time is to be gone to when its part has come. */
  #awaited: number | undefined;
  #shownTarget: string | undefined;
  #wanted = '';
  /** There are items to draw, and the code for them is on its way: what is drawn stays until then. */
  #held = false;

  constructor() {
    super();
    new ShownTrackController(this, () => this.#view?.track.entry);
    HitMarks.ofItems(this, () => this.renderRoot.querySelectorAll('.row'));
    new RowTabStops(this, '.row');
  }

  override willUpdate(): void {
    this.#scroll.catchUp();
    if (this.#manifest.value !== this.#session) this.#begin();
    const tracks = conversationsTo(this.#hit.take(), this.track, this.#manifest.value);
    if (tracks && tracks.at(-1) !== this.followed.at(-1)) this.#followTrack(tracks);
    // It travels while the first part does.
    if (this.#view) void this.#drawing.load();
    const view = this.#view;
    this.#held = !!view?.ready && !this.#drawing.drawing;
    const { printing } = this.#paper;
    if (!view?.ready || this.#held) return;
    // On paper nothing is still to come.
    const playing = !this.#paused.value && !printing;
    this.#fresh.take(view.items, { playing: playing && !this.#seeking.value });
    this.#openTarget();
    const { rows, kept } = this.#documentRows.of(view, {
      view: this.#look.value,
      expanded: this.#expanded,
      notes: this.#notes.places,
      cover: this.#hasCover,
      playing,
    });
    this.#rows = rows;
    this.#scroll.heights.take(rows, kept, (part) => view.parts[part]?.size ?? 0);
    if (printing) {
      this.#drawn = this.#paper.drawn(rows);
      return;
    }
    if (playing) this.#stayWithPlayhead(view);
    else {
      this.#progress.forget();
      this.#goToPlayhead(view);
    }
    this.#wasPaused = !playing;
    this.#drawn = this.#scroll.layout({ playing });
  }

  override render(): TemplateResult {
    return html`<div class="frame">
      ${renderBack(this.followed, this.#context, () => this.#followTrack(this.followed.slice(0, -1)))}
      <div
        class="scroller"
        part="scroller"
        tabindex="-1"
        @scroll=${this.#scroll.onScroll}
        @wheel=${{ handleEvent: this.#navigation.onIntent, passive: true }}
        @touchmove=${{ handleEvent: this.#navigation.onIntent, passive: true }}
        @pointerdown=${this.#navigation.onPointerDown}
        @pointerover=${this.#navigation.onEnter}
        @pointerleave=${this.#navigation.onLeave}
        @focusin=${this.#navigation.onEnter}
        @keydown=${this.#navigation.onKey}
        @click=${this.#navigation.onClick}
      >
        ${this.#renderContent()}
      </div>
      ${renderPromptAbove(this.#turnAbove, this.#turns.value ?? [], this.#context)}
      ${this.#renderToPlayhead()}
      <div class="note" role="status">${this.#note.textIn(this.#language.value) ?? nothing}</div>
    </div>`;
  }

  override updated(): void {
    if (this.#rows.length === 0 || this.#paper.printing) return;
    this.#scroll.settle();
    this.#wantParts();
    this.#noticeTurn();
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
    const view = views?.get(this.followed.at(-1) ?? this.track) ?? views?.values().next().value;
    return this.#paper.viewOf(this.#ranged.of(view, this.#range.value));
  }

  /** The session's own conversation, which begins with a cover. */
  get #isMain(): boolean {
    return this.followed.length === 0 && this.#view?.track.parent === undefined;
  }

  /** An excerpt has none: its page says what it is about. */
  get #hasCover(): boolean {
    return this.#isMain && !this.#range.value;
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
    this.following = true;
    this.#parts.clear();
    this.#expanded = new Set();
    this.#rows = [];
    this.#fresh.clear();
    this.#seenTime = 0;
    this.#askedTime = undefined;
    this.#currentKey = undefined;
    this.#turnAbove = undefined;
    this.#scroll.heights.clear();
  }

  // -------------------------------------------------------------------------------------- the playhead

  /** While playing the newest row is the current one, and the view stays with it unless the reader left. */
  #stayWithPlayhead(view: TranscriptView): void {
    if (this.#wasPaused) this.following = true;
    this.#seenTime = this.#time.value ?? 0;
    const index = rowAt(this.#rows, this.#seenTime, view.current);
    this.#makeCurrent(index);
    const row = this.#rows[index];
    this.#isReading = this.following && row !== undefined && this.#scroll.isHigh(index);
    const state = this.#position.player?.store.state;
    const read = row && state ? this.#progress.of(row, view, state) : 0;
    if (!this.following) return;
    const isFresh = this.#fresh.has(this.#currentKey ?? '');
    this.#scroll.jump(index, 'newest', { smooth: isFresh && read === 0, read });
  }

  /** While paused: goes to the playhead's row when somebody else has moved the playhead. */
  #goToPlayhead(view: TranscriptView): void {
    const time = this.#time.value ?? 0;
    if (this.#currentKey === undefined) this.#makeCurrent(this.#rowFor(time, view));
    if (this.#scroll.heights.indexOf(this.#currentKey) < 0 && this.#awaited === undefined) {
      // Its row is another one now, or this view does not show it.
      this.#makeCurrent(rowAt(this.#rows, time, undefined));
    }
    const isMoved = time !== this.#seenTime && time !== this.#askedTime;
    this.#seenTime = time;
    if (isMoved && this.#wasPaused) this.#awaited = time;
    // Of all panes it is the first to arrive: the seek goes on for the others.
    if (this.#awaited !== undefined && (isMoved || !this.#seeking.value)) this.#jumpTo(this.#awaited, view);
  }

  #jumpTo(time: number, view: TranscriptView): void {
    const index = this.#rowFor(time, view);
    if (this.#rows[index]?.kind !== 'part') this.#awaited = undefined;
    this.#makeCurrent(index);
    this.#scroll.jump(index, index === 0 ? 'top' : 'line');
  }

  /** At the session's start it is the cover, unless a link leads to what else is there. */
  #rowFor(time: number, view: TranscriptView): number {
    const target = this.#target.value;
    const isTarget = this.#rows.some((row) => holds(row, target) && row.time <= time && row.end >= time);
    if (this.#isAtStart.value && this.#hasCover && !isTarget) return 0;
    return rowAt(this.#rows, time, isTarget ? target : view.current);
  }

  /** What a link or a hit leads to lies in a run: the run opens, and so does what a hit is in. */
  #openTarget(): void {
    const target = this.#target.value;
    if (target === this.#shownTarget) return;
    const run = this.#rows.find((row) => row.kind === 'run' && holds(row, target));
    if (run) this.#expanded = new Set([...this.#expanded, run.key]);
    const isThere = run !== undefined || this.#rows.some((row) => holds(row, target));
    // Its part may be on its way.
    if (!isThere && target !== undefined) return;
    if (this.#shownTarget !== undefined) this.#parts.leave(this.#shownTarget);
    this.#shownTarget = target;
    if (target !== undefined) this.#parts.openAt(target, { whole: this.#hit.value?.event === target });
    this.#awaited = this.#time.value;
  }

  #makeCurrent(index: number): void {
    const row = this.#rows[index];
    if (!row || row.key === this.#currentKey) return;
    this.#currentKey = row.key;
    const change = { current: currentItemOf(row), atCover: row.kind === 'cover' };
    // Not within an update: others update by it.
    queueMicrotask(() => this.dispatchEvent(createViewRequest('reprise-view-request', change)));
  }

  #onReaderScroll(): void {
    if (!this.#paused.value) {
      this.following = false;
      return;
    }
    // Nobody reads what has no room, or while the playhead is on its way: that was the page.
    if (this.#seeking.value || !this.scroller?.clientHeight) return;
    this.#awaited = undefined;
    this.#readAt(this.#scroll.current, this.#scroll.time);
    this.#wantParts();
    this.#noticeTurn();
  }

  /** The reader is at a row: it is the current one, and the playhead goes along. */
  #readAt(index: number, within?: number): void {
    const row = this.#rows[index];
    if (!row) return;
    const isOther = row.key !== this.#currentKey;
    this.#makeCurrent(index);
    if (isOther) this.requestUpdate();
    if (!this.#linked.value || !this.#isMain || (!isOther && row.kind !== 'part')) return;
    const time = row.kind === 'part' ? (within ?? row.time) : momentOf(row, this.#turns.value ?? []);
    if (time === (this.#askedTime ?? this.#seenTime)) return;
    this.#askedTime = time;
    this.dispatchEvent(createRequest('reprise-follow-request', { time }));
  }

  /** Asks for the parts that are in view or come next. */
  #wantParts(): void {
    const view = this.#view;
    if (!view) return;
    const shown = this.#scroll.inView.map((index) => this.#rows[index]?.part ?? 0);
    const [from = 0, to = 0] = shown;
    const wanted = `${view.track.entry} ${from} ${to}`;
    if (wanted === this.#wanted) return;
    this.#wanted = wanted;
    this.dispatchEvent(createRequest('reprise-parts-request', { track: view.track.entry, from, to }));
  }

  /** Which prompt the view is behind, if that stands above it. */
  #noticeTurn(): void {
    const above = this.#hasCover ? turnAbove(this.#scroll, this.#turns.value ?? []) : undefined;
    if (above === this.#turnAbove) return;
    this.#turnAbove = above;
    this.requestUpdate();
  }

  // ------------------------------------------------------------------------------------------- drawing

  #renderContent(): TemplateResult | typeof nothing {
    const status = this.#status.value;
    const view = this.#view;
    if (status !== 'ready' && status !== 'loading') return nothing;
    if (status === 'ready' && !view) return html`<p class="sentence">${this.#strings.empty}</p>`;
    if (!view?.ready || (this.#held && this.#rows.length === 0)) return this.#renderLoading();
    const { from, to, before, after } = this.#drawn;
    return html`<div
      class="document"
      role="feed"
      aria-label=${this.#label}
      .style=${`padding-block: ${before}px ${after}px`}
    >
      ${keyed(
        this.#rows.slice(from, to + 1),
        (row) => row.key,
        (row) => this.#rowDrawing.draw(row),
      )}
      ${renderCut(this.#paper.cutAt(this.#rows), this.#context)}
    </div>`;
  }

  #renderLoading(): TemplateResult {
    // What the cover says is known before the conversation.
    const cover = this.#hasCover ? renderCoverRow(undefined, this.#context) : nothing;
    return html`<div class="document">${cover} ${renderLoading(this.#strings.loading)}</div>`;
  }

  #stateOf(key: string): Omit<RowState, 'notes'> {
    const tabStop = this.#navigation.focused ?? this.#currentKey ?? this.#rows[0]?.key;
    return {
      // Nobody reads along on paper.
      current: key === this.#currentKey && !this.#paper.printing,
      fresh: this.#fresh.has(key),
      tabStop: key === tabStop,
      active: key === this.#navigation.active && !this.#paper.printing,
    };
  }

  #renderToPlayhead(): TemplateResult | typeof nothing {
    if (this.#paused.value || this.following || this.#rows.length === 0) return nothing;
    return renderToPlayhead(this.#time.value ?? 0, this.#context, () => (this.following = true));
  }

  // -------------------------------------------------------------------------------------- the reader

  #toggleRun(key: string): void {
    const expanded = new Set(this.#expanded);
    if (!expanded.delete(key)) expanded.add(key);
    this.#expanded = expanded;
    this.#scroll.hold(key);
    this.requestUpdate();
  }

  #followTrack(tracks: readonly string[]): void {
    this.followed = tracks;
    this.following = true;
    this.#navigation.forget();
    this.#currentKey = undefined;
    this.#turnAbove = undefined;
    this.#awaited = this.#time.value;
    this.#fresh.clear();
    this.#scroll.heights.clear();
  }

  #choose(index: number): void {
    if (this.#paused.value) this.#readAt(index);
    else this.following = false;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'reprise-transcript': RepriseTranscript;
  }
}
