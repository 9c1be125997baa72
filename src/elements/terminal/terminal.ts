import { html, LitElement, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { TerminalTheme } from '../../format/index.ts';
import type { TerminalView } from '../../player/index.ts';
import type { TerminalScreen } from '../../state/index.ts';
import { ShownTrackController } from '../controllers/shown-track-controller.ts';
import { StateController } from '../controllers/state-controller.ts';
import { strings } from '../strings.ts';
import type { Fit } from './cell-metrics.ts';
import { CursorFollower } from './cursor-follower.ts';
import { ScreenDrawing } from './screen-drawing.ts';
import { styles } from './terminal.styles.ts';

const MEASURED = 'M'.repeat(100);

/**
 * Draws a terminal as rows of real text: it can be selected, copied, searched, printed and read aloud.
 *
 * Inside a player it shows the terminal track named by `track`; elsewhere the `screen` that it is given.
 * It draws only rows that changed, at most once a frame.
 *
 * @summary The screen of a terminal.
 * @tagname reprise-terminal
 *
 * @attr track - Id of the terminal track; the session's first one by default.
 * @attr fit - `width` (default): the columns fill the width. `both`: the rows also fit the height, as long as text
 * stays comfortable to read. `none`: text has its normal size.
 * @csspart screen - The scrolling area with the terminal's background.
 * @csspart grid - The cells.
 * @csspart message - The sentence shown in place of a terminal.
 * @cssprop --reprise-terminal-0 - The sixteen colours of the palette, `-0` to `-15`.
 * @cssprop --reprise-terminal-foreground - Colour of text.
 * @cssprop --reprise-terminal-background - Colour behind it.
 * @cssprop --reprise-terminal-cursor - Colour of the cursor.
 * @cssprop [--reprise-terminal-font-size=0.8125rem] - Font size with `fit="none"`.
 * @cssprop [--reprise-terminal-min-font-size=0.5rem] - Smallest font size; below it the terminal scrolls sideways.
 * @cssprop [--reprise-terminal-max-font-size=1rem] - Largest font size.
 * @cssprop [--reprise-terminal-padding=0.75rem] - Space around the cells.
 * @fires reprise-show-request - The terminal came into view; its track is to be loaded.
 * @fires reprise-hide-request - It went out of view.
 */
export class RepriseTerminal extends LitElement {
  static override styles = styles;

  @property() track: string | undefined;
  @property({ reflect: true }) fit: Fit = 'width';
  @property({ type: Boolean, reflect: true }) override hidden = false;
  /** A screen to show without a player. When it has changed, call `requestUpdate()`. */
  @property({ attribute: false }) screen: TerminalScreen | undefined;
  /** Colours that the recording brings; they win over the page's. */
  @property({ attribute: false }) theme: TerminalTheme | undefined;

  readonly #terminals = new StateController(this, (state) => state.terminals);
  readonly #follower = new CursorFollower();
  readonly #observer = new ResizeObserver(() => this.#onResize());
  #resizeFrame: number | undefined;
  #drawing: ScreenDrawing | undefined;
  #box = { width: 0, height: 0 };
  /** A frame that something was drawn in is not over yet. */
  #frame: number | undefined;
  #drawAgain = false;

  constructor() {
    super();
    new ShownTrackController(this, () => this.#view?.track.entry);
  }

  /** Size and title of the terminal, for a pane's header: `96 × 14 · vim notes.md`. */
  get label(): string {
    const { cols, rows, title } = this.#shown ?? {};
    if (cols === undefined || rows === undefined) return '';
    return [strings.terminals.size(cols, rows), title].filter(Boolean).join(' · ');
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
      ${isLoading ? strings.terminal.loading : strings.terminal.none}
    </p>`;
  }

  override updated(): void {
    // Before the first paint; from then on the observer tells.
    if (this.#box.width === 0 && !this.hidden) this.#measure();
    this.#draw();
  }

  #renderScreen(): TemplateResult {
    const label = strings.terminal.label(this.label);
    return html`<div
      class="screen"
      part="screen"
      role="region"
      aria-label=${label}
      tabindex="0"
      @scroll=${() => this.#follower.scrolled()}
    >
      <div class="grid" part="grid">
        <div class="rows"></div>
        <div class="cursor" aria-hidden="true"></div>
        <div class="metrics" aria-hidden="true">
          <span class="measure">${MEASURED}</span>
          <span class="sizes"></span>
        </div>
      </div>
    </div>`;
  }

  get #view(): TerminalView | undefined {
    const terminals = this.#terminals.value;
    return this.track === undefined ? terminals?.values().next().value : terminals?.get(this.track);
  }

  get #shown(): TerminalScreen | undefined {
    return this.screen ?? this.#view?.screen;
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
    drawing.draw(screen, { box: this.#box, fit: this.fit, theme: this.theme ?? this.#view?.track.theme });
    const { cellHeight } = drawing.metrics!;
    const top = screen.cursor.y * cellHeight;
    this.#follower.follow({
      top,
      bottom: top + cellHeight,
      gridHeight: screen.rows * cellHeight,
      boxHeight: this.#box.height,
    });
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
    const [grid, rows, cursor] = [find('grid'), find('rows'), find('cursor')];
    const drawing = new ScreenDrawing({
      screen,
      grid,
      rows,
      cursor,
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

  #measure(): void {
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
