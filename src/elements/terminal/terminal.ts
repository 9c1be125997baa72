import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { TerminalTheme } from '../../format/index.ts';
import { createRequest, type ScreenPlace, type TerminalView } from '../../player/index.ts';
import type { TerminalScreen } from '../../state/index.ts';
import type { FramedCells } from './cell-frames.ts';
import { LanguageController } from '../controllers/language-controller.ts';
import { ShownTrackController } from '../controllers/shown-track-controller.ts';
import { StateController } from '../controllers/state-controller.ts';
import { HitController } from '../find/hit-controller.ts';
import { HitMarks } from '../find/hit-marks.ts';
import { terminalStrings } from '../strings/terminal.ts';
import { terminalsStrings } from '../strings/terminals.ts';
import { controls } from '../styles/controls.ts';
import { ViewController } from '../view/view-controller.ts';
import type { Fit } from './cell-metrics.ts';
import { cellStyles } from './cells.styles.ts';
import { ScreenDrawing } from './screen-drawing.ts';
import { ScrollFollower } from './scroll-follower.ts';
import { styles } from './terminal.styles.ts';

const MEASURED = 'M'.repeat(100);
/** Height of the sentence about earlier output, in the root's font size; as in the styles. */
const NOTICE_HEIGHT = 2.5;

/**
 * Draws a terminal as rows of real text: it can be selected, copied, searched, printed and read aloud.
 *
 * Inside a player it shows the terminal track named by `track`; elsewhere the `screen` that it is given.
 * It draws only rows that changed, at most once a frame. Above the screen stands what went off it; the rows that the
 * current command of the session wrote are marked. A terminal that was made from tool calls has lines and no screen:
 * they are laid out to the width there is.
 *
 * @summary The screen of a terminal.
 * @tagname reprise-terminal
 *
 * @attr fit - `width` (default): the columns fill the width. `both`: the rows also fit the height, as long as text
 * stays comfortable to read. `all`: every column is in view, however small the text gets. `none`: text has its normal
 * size. Where the columns have no room, the terminal scrolls sideways after the cursor.
 * @attr wrap - `auto` (default): lines of a terminal made from tool calls are laid out to the width. `never`: all
 * terminals have the columns of their recording. `always`: none has.
 * @attr zoom - How much larger than it would be the text is; 1 by default.
 * @attr centered - The screen stands in the middle, with an edge around it, as large as it has room.
 * @csspart screen - The scrolling area with the terminal's background.
 * @csspart grid - The cells.
 * @csspart message - The sentence shown in place of a terminal.
 * @cssprop --reprise-terminal-0 - The sixteen colours of the palette, `-0` to `-15`.
 * @cssprop --reprise-terminal-foreground - Colour of text.
 * @cssprop --reprise-terminal-background - Colour behind it.
 * @cssprop --reprise-terminal-cursor - Colour of the cursor.
 * @cssprop [--reprise-terminal-font-size=0.8125rem] - Font size with `fit="none"` and of wrapped lines.
 * @cssprop [--reprise-terminal-min-font-size=0.6875rem] - Smallest font size; below it the terminal scrolls sideways.
 * @cssprop [--reprise-terminal-max-font-size=1rem] - Largest font size; 1.75rem with `centered`.
 * @cssprop --reprise-terminal-mark - Behind the rows of the current command.
 * @cssprop [--reprise-terminal-padding=0.75rem] - Space around the cells.
 * @fires reprise-show-request - The terminal came into view; its track is to be loaded.
 * @fires reprise-hide-request - It went out of view.
 * @fires reprise-earlier-request - The viewer wants to read what is not loaded.
 */
export class RepriseTerminal extends LitElement {
  static override styles = [controls, styles, cellStyles];

  /** Id of the terminal track; the session's first one by default. */
  @property() track: string | undefined;
  /** How large the cells are; see `Fit`. */
  @property({ reflect: true }) fit: Fit = 'width';
  /** Whether lines are laid out anew; see the attribute. */
  @property({ reflect: true }) wrap: 'auto' | 'always' | 'never' = 'auto';
  /** How much larger than it would be the text is, 0.1 … 10. */
  @property({ type: Number }) zoom = 1;
  /** The screen stands in the middle, with an edge around it. */
  @property({ type: Boolean, reflect: true }) centered = false;
  /** Nothing is drawn or loaded while hidden. */
  @property({ type: Boolean, reflect: true }) override hidden = false;
  /** A screen to show without a player. When it has changed, call `requestUpdate()`. */
  @property({ attribute: false }) screen: TerminalScreen | undefined;
  /** Cells that are framed, as a note means them. */
  @property({ attribute: false }) framed: readonly FramedCells[] = [];
  /** Colours that the recording brings; they win over the page's. */
  @property({ attribute: false }) theme: TerminalTheme | undefined;

  readonly #language = new LanguageController(this);
  readonly #terminals = new StateController(this, (state) => state.terminals);
  /** The item that the reader is at, where it is a command. */
  readonly #command = new ViewController(this, ({ current }) =>
    current?.kind === 'command' ? current : undefined,
  );
  readonly #hit = new HitController(this);
  readonly #marks: HitMarks = new HitMarks(
    this,
    {
      rows: () => this.renderRoot.querySelectorAll('.rows'),
      now: (_, __, ranges) => this.#rangeOfHit(ranges),
      lines: 'feeds',
    },
    { reveals: false },
  );
  readonly #follower = new ScrollFollower(() => this.requestUpdate());
  readonly #observer = new ResizeObserver(() => this.#onResize());
  #resizeFrame: number | undefined;
  #drawing: ScreenDrawing | undefined;
  #box = { width: 0, height: 0 };
  /** A frame that something was drawn in is not over yet. */
  #frame: number | undefined;
  #drawAgain = false;
  #rootFontSize = 16;
  /** What was brought into view last: a hit, or the command whose rows are marked. */
  #kept: unknown;
  /** Where the viewer reads, while that is not followed; see `ScreenDrawing.anchorAt`. */
  #anchor: number | undefined;
  /** Rows above the screen when earlier ones were asked for. */
  #heldBefore: number | undefined;

  constructor() {
    super();
    new ShownTrackController(this, () => this.#view?.track.entry);
  }

  /** Size and title of the terminal, for a pane's header: `96 × 14 · vim notes.md`. */
  get label(): string {
    const { cols, rows, title } = this.#shown ?? {};
    if (cols === undefined || rows === undefined) return '';
    return [this.#language.of(terminalsStrings).size(cols, rows), title].filter(Boolean).join(' · ');
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#observer.observe(this);
    document.fonts.addEventListener('loadingdone', this.#onFontsLoaded);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#observer.disconnect();
    document.fonts.removeEventListener('loadingdone', this.#onFontsLoaded);
    for (const frame of [this.#frame, this.#resizeFrame])
      if (frame !== undefined) cancelAnimationFrame(frame);
    this.#frame = this.#resizeFrame = undefined;
    this.#box = { width: 0, height: 0 };
  }

  override render(): TemplateResult {
    if (this.#shown) return this.#renderScreen();
    const isLoading = this.#view !== undefined;
    return html`<p class="message ${isLoading ? 'loading' : ''}" part="message">
      ${isLoading ? this.#language.of(terminalStrings).loading : this.#language.of(terminalStrings).none}
    </p>`;
  }

  override updated(): void {
    // Before the first paint; from then on the observer tells.
    if (this.#box.width === 0 && !this.hidden) this.#measure();
    this.#draw();
  }

  #renderScreen(): TemplateResult {
    const strings = this.#language.of(terminalStrings);
    return html`<div
        class="screen ${this.#isWrapped ? 'wrapped' : ''}"
        part="screen"
        role="region"
        aria-label=${strings.label(this.label)}
        tabindex="0"
        @scroll=${this.#onScroll}
      >
        ${this.#renderNotice()}
        <div class="grid" part="grid">
          <div class="edge"></div>
          <div class="rows"></div>
          <div class="cursor" aria-hidden="true"></div>
          <div class="frames" aria-hidden="true"></div>
          <div class="metrics" aria-hidden="true">
            <span class="measure">${MEASURED}</span>
            <span class="sizes"></span>
          </div>
        </div>
      </div>
      ${
        this.#follower.follows
          ? nothing
          : html`<button class="chip" @click=${this.#toEnd}>${strings.toEnd}</button>`
      }`;
  }

  /** What is above the oldest row that can be read. */
  #renderNotice(): TemplateResult | typeof nothing {
    const cut = this.#cut;
    const strings = this.#language.of(terminalStrings);
    if (cut === undefined) return nothing;
    if (cut === 'limit') return html`<p class="notice">${strings.tooMuch}</p>`;
    return html`<p class="notice">
      ${strings.notLoaded}
      ${
        this.#view && !this.screen
          ? html`<button class="load" @click=${this.#loadEarlier}>${strings.loadEarlier}</button>`
          : nothing
      }
    </p>`;
  }

  get #view(): TerminalView | undefined {
    const terminals = this.#terminals.value;
    return this.track === undefined ? terminals?.values().next().value : terminals?.get(this.track);
  }

  get #shown(): TerminalScreen | undefined {
    return this.screen ?? this.#view?.screen;
  }

  get #isWrapped(): boolean {
    return this.wrap === 'auto' ? this.#view?.track.synthesised === true : this.wrap === 'always';
  }

  get #cut(): TerminalScreen['cut'] {
    return this.#shown?.cut;
  }

  /** Where the hit that the reader is at stands on the screen, while the playhead is there. */
  get #found(): ScreenPlace | undefined {
    const hit = this.#hit.value;
    const isHere = hit?.kind === 'terminal' && hit.track === this.#view?.track.id;
    return isHere && hit.time === this.#terminals.player?.store.state.time ? hit.screen : undefined;
  }

  #rangeOfHit(ranges: readonly StaticRange[]): StaticRange | undefined {
    const found = this.#found;
    if (!found) return undefined;
    const row = this.#drawing?.elementsOf(found.row) ?? [];
    return ranges.filter(({ startContainer }) => row.some((part) => part.contains(startContainer)))[
      found.nth
    ];
  }

  /** Draws at once; what changes again within the same frame waits for the next. */
  #draw(): void {
    if (this.#frame !== undefined) {
      this.#drawAgain = true;
      return;
    }
    const screen = this.#shown;
    if (this.hidden || !screen || this.#box.width === 0) return;
    const drawing = this.#openDrawing();
    const command = this.#command.value;
    const found = this.#found;
    const { place, isAnew } = drawing.prepare(screen, {
      box: this.#box,
      fit: this.fit,
      zoom: this.zoom,
      wrap: this.#isWrapped,
      centered: this.centered,
      theme: this.theme ?? this.#view?.track.theme,
      framed: this.framed,
      marked: command && { call: command.toolCallId, from: command.time, to: command.end },
      found,
      above: this.#cut === undefined ? 0 : NOTICE_HEIGHT * this.#rootFontSize,
    });
    if (isAnew) this.#onAnew(screen);
    const kept = found ? this.#hit.value : command;
    if (kept !== this.#kept) this.#follower.resume();
    this.#kept = kept;
    this.#follower.follow(place);
    if (!this.#follower.follows && this.#anchor !== undefined)
      this.#follower.goTo(drawing.scrollTopOf(this.#anchor));
    drawing.draw(this.#follower.top);
    this.#follower.scroll();
    this.#marks.refresh();
    this.#frame = requestAnimationFrame(() => {
      this.#frame = undefined;
      if (this.#drawAgain) this.#draw();
      this.#drawAgain = false;
    });
  }

  /** The drawing for the elements rendered now: a message in between has taken the old ones away. */
  #openDrawing(): ScreenDrawing {
    const find = (name: string): HTMLElement => this.renderRoot.querySelector<HTMLElement>(`.${name}`)!;
    const screen = find('screen');
    if (this.#drawing?.surface.screen === screen) return this.#drawing;
    const drawing = new ScreenDrawing({
      screen,
      grid: find('grid'),
      rows: find('rows'),
      cursor: find('cursor'),
      frames: find('frames'),
      edge: find('edge'),
      measure: find('measure'),
      sizes: find('sizes'),
    });
    this.#drawing = drawing;
    this.#measure();
    this.#follower.attach(screen);
    return drawing;
  }

  /** Draws in the next frame: done at once it could change the very size that is being reported. */
  #onResize(): void {
    this.#resizeFrame ??= requestAnimationFrame(() => {
      this.#resizeFrame = undefined;
      this.#measure();
      this.requestUpdate();
    });
  }

  /** Rows are counted anew: after a seek the screen is what matters, after loading earlier output what was read. */
  #onAnew({ held, scrolled }: TerminalScreen): void {
    if (this.#heldBefore === undefined || this.#anchor === undefined) this.#follower.resume();
    else this.#anchor += scrolled - this.#heldBefore;
    if (held > 0 || scrolled > 0) this.#heldBefore = undefined;
  }

  readonly #onScroll = (): void => {
    const drawing = this.#drawing;
    this.#follower.scrolled();
    if (!drawing?.metrics || this.#frame !== undefined) return;
    this.#anchor = drawing.anchorAt(this.#follower.top);
    drawing.draw(this.#follower.top);
    this.#marks.refresh();
  };

  readonly #toEnd = (): void => {
    this.#follower.resume();
    this.renderRoot.querySelector<HTMLElement>('.screen')?.focus();
  };

  readonly #loadEarlier = (): void => {
    const track = this.#view?.track.entry;
    if (track === undefined) return;
    this.#heldBefore = this.#shown?.scrolled;
    this.dispatchEvent(createRequest('reprise-earlier-request', { track }));
  };

  #measure(): void {
    this.#rootFontSize = parseFloat(getComputedStyle(document.documentElement).fontSize);
    this.#box = innerSize(this.renderRoot.querySelector('.screen') ?? this);
  }

  readonly #onFontsLoaded = (): void => {
    this.#drawing?.forgetFont();
    this.requestUpdate();
  };
}

/** Room for cells: without padding and the scroll bar's gutter. */
function innerSize(element: Element): { width: number; height: number } {
  const { paddingLeft, paddingRight, paddingTop, paddingBottom } = getComputedStyle(element);
  return {
    width: Math.max(0, element.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight)),
    height: Math.max(0, element.clientHeight - parseFloat(paddingTop) - parseFloat(paddingBottom)),
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'reprise-terminal': RepriseTerminal;
  }
}
