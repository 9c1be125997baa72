import type { TerminalTheme } from '../../format/index.ts';
import { recordedColors, type RowRange, type TerminalScreen } from '../../state/index.ts';
import { BoxDrawing } from './box-drawing.ts';
import { drawFrames, type FramedCells } from './cell-frames.ts';
import { type CellMetrics, type Fit, fitCells } from './cell-metrics.ts';
import { ColorProbe } from './color-probe.ts';
import { type MarkedCommand, rowsOfCommand } from './command-rows.ts';
import { drawCursor } from './cursor.ts';
import { GlyphFitter } from './glyph-fitter.ts';
import { GridLayout } from './grid-layout.ts';
import { RowCanvas } from './row-canvas.ts';
import { RowList } from './row-list.ts';
import { RowPainter } from './row-painter.ts';
import type { ScreenLayout } from './screen-layout.ts';
import type { FollowedPlace } from './scroll-follower.ts';
import { WrappedLayout } from './wrapped-layout.ts';

/** The elements of a terminal's shadow root that are drawn into. */
export interface DrawingSurface {
  /** Scrolls, and has the background. */
  readonly screen: HTMLElement;
  /** Holds the rows and the cursor. */
  readonly grid: HTMLElement;
  readonly rows: HTMLElement;
  readonly cursor: HTMLElement;
  /** Holds the frames around cells. */
  readonly frames: HTMLElement;
  /** The edge of the screen. */
  readonly edge: HTMLElement;
  /** A run of `M`s in the grid's font, unspaced. */
  readonly measure: HTMLElement;
  /** Has the font sizes that a page can set, as `font-size`, `min-width` and `max-width`. */
  readonly sizes: HTMLElement;
}

/** How a screen is drawn. */
export interface DrawingOptions {
  /** CSS pixels of the box that the terminal is to fit, without padding. */
  readonly box: { readonly width: number; readonly height: number };
  readonly fit: Fit;
  readonly zoom: number;
  /** Lines are laid out anew to the width of the box. */
  readonly wrap: boolean;
  /** The screen stands in the middle of the box. */
  readonly centered: boolean;
  readonly theme: TerminalTheme | undefined;
  /** The command whose rows are marked. */
  readonly marked: MarkedCommand | undefined;
  /** Cells that are framed. */
  readonly framed: readonly FramedCells[];
  /** A cell (row as in `TerminalScreen.row`) that is to be in view, before anything else. */
  readonly found: { readonly row: number; readonly column: number } | undefined;
  /** Height of what stands above the rows, CSS pixels. */
  readonly above: number;
}

/** Space between a screen in the middle and its edge, CSS pixels. */
const EDGE = 8;

/** Rows before and after those in view that are drawn too. */
const OVERSCAN = 10;

/** Draws one screen after the other into the same elements: what changed since the one before. */
export class ScreenDrawing {
  /** What is drawn into. */
  readonly surface: DrawingSurface;
  readonly #boxDrawing = new BoxDrawing();
  readonly #glyphs = new GlyphFitter();
  readonly #probe: ColorProbe;
  readonly #canvas: RowCanvas;
  readonly #painter: RowPainter;
  readonly #rows: RowList;
  #metrics: CellMetrics | undefined;
  /** What the metrics were made for. */
  #fitted = '';
  #screen: TerminalScreen | undefined;
  #layout: ScreenLayout | undefined;
  /** What the layout was made for. */
  #laidOut = '';
  #tape: object | undefined;
  #options: DrawingOptions | undefined;
  #marked: readonly RowRange[] = [];
  #force = true;
  /** Space above the screen that puts it in the middle. */
  #gap = 0;
  #colors = '';
  #recorded: ReadonlyMap<string, string> = new Map();

  constructor(surface: DrawingSurface) {
    this.surface = surface;
    this.#probe = new ColorProbe(surface.measure);
    this.#canvas = new RowCanvas(this.#boxDrawing, this.#probe);
    this.#painter = new RowPainter(this.#boxDrawing, this.#glyphs, this.#canvas);
    this.#rows = new RowList(surface.rows, this.#painter);
  }

  /** Size of cells; `undefined` before the first drawing. */
  get metrics(): CellMetrics | undefined {
    return this.#metrics;
  }

  /** Makes the next drawing measure the font anew. */
  forgetFont(): void {
    this.#fitted = '';
  }

  /**
   * Takes the screen as it is now, and makes room for it. Reads layout only when size, fit or font have changed.
   *
   * @returns what is to be in view, and whether rows are numbered anew, as after a seek
   */
  prepare(screen: TerminalScreen, options: DrawingOptions): { place: FollowedPlace; isAnew: boolean } {
    this.#options = options;
    const refitted = this.#fit(screen, options);
    const recolored = this.#recolor(screen, options.theme);
    if (refitted || recolored) this.#force = true;
    this.#lay(screen, options);
    const isAnew = screen.tape !== this.#tape;
    this.#tape = screen.tape;
    this.#screen = screen;
    const written = options.marked ? rowsOfCommand(screen, options.marked) : [];
    this.#marked = written.map((rows) => this.#layout!.range(rows));
    this.#makeRoom();
    return { place: this.#place(), isAnew };
  }

  /** Draws the rows in view, `scrollTop` CSS pixels from the top, those that changed; and the cursor. */
  draw(scrollTop: number): void {
    const layout = this.#layout!;
    const { cellHeight } = this.#metrics!;
    const { box, above } = this.#options!;
    const from = Math.floor((scrollTop - above - this.#gap) / cellHeight) - OVERSCAN;
    const to = Math.ceil((scrollTop - above + box.height) / cellHeight) + OVERSCAN;
    const last = Math.min(layout.length - 1, Math.max(to, 0));
    const first = Math.max(0, Math.min(from, last));
    this.#rows.show(layout, { first, last, force: this.#force, marked: this.#marked });
    this.#force = false;
    const start = this.#rows.firstIndex(layout);
    const { rows } = this.surface;
    setStyle(rows, 'padding-block-start', `${this.#topOf(start, { withGap: start > layout.screenTop })}px`);
    const metrics = this.#metrics!;
    const place = (x: number, y: number) => {
      const at = layout.place(y, x);
      return { left: at.x * metrics.cellWidth, top: this.#topOf(at.index) };
    };
    drawCursor(this.surface.cursor, this.#screen!, { metrics, place });
    const { framed } = this.#options!;
    const { cols, rows: count } = this.#screen!;
    drawFrames(this.surface.frames, framed, { metrics, place, cols, rows: count });
  }

  /** The row at a distance from the top of the grid, counted for good, and how far into it, in rows. */
  anchorAt(scrollTop: number): number {
    const { above } = this.#options!;
    const layout = this.#layout!;
    const exact = (scrollTop - above) / this.#metrics!.cellHeight;
    const index = Math.min(Math.max(0, Math.floor(exact)), layout.length - 1);
    return layout.row(index).y + this.#screen!.scrolled + Math.min(0.999, Math.max(0, exact - index));
  }

  /** How far to scroll for `anchorAt` to give `anchor`, CSS pixels. */
  scrollTopOf(anchor: number): number {
    const row = Math.floor(anchor);
    const { index } = this.#layout!.place(Math.max(row - this.#screen!.scrolled, -this.#screen!.held), 0);
    return this.#options!.above + (index + anchor - row) * this.#metrics!.cellHeight;
  }

  /** The elements of a row (as in `TerminalScreen.row`); none while it is not drawn. */
  elementsOf(row: number): Element[] {
    const layout = this.#layout;
    if (!layout) return [];
    const first = this.#rows.firstIndex(layout);
    return [...this.surface.rows.children].filter((_, index) => layout.row(first + index).y === row);
  }

  #lay(screen: TerminalScreen, { wrap, box }: DrawingOptions): void {
    const cols = wrap ? Math.max(2, Math.floor(box.width / this.#metrics!.cellWidth)) : 0;
    const wanted = `${wrap} ${cols}`;
    if (this.#layout && this.#screen === screen && wanted === this.#laidOut) {
      this.#layout.update();
      return;
    }
    this.#laidOut = wanted;
    this.#layout = wrap ? new WrappedLayout(screen, cols) : new GridLayout(screen);
    this.#rows.renumber();
  }

  /** Gives the grid its size: as high as rows and what is above the screen, the screen at least as high as the box. */
  #makeRoom(): void {
    const layout = this.#layout!;
    const { cellWidth, cellHeight } = this.#metrics!;
    const { box, wrap, centered } = this.#options!;
    const shown = wrap ? layout.length : layout.length - layout.screenTop;
    const height = shown * cellHeight;
    this.#gap = centered && !wrap ? Math.max(0, Math.floor((box.height - height) / 2)) : 0;
    const { grid, edge } = this.surface;
    const before = wrap ? 0 : layout.screenTop * cellHeight;
    setStyle(grid, 'width', wrap ? '100%' : `${layout.cols * cellWidth}px`);
    setStyle(grid, 'height', `${before + Math.max(height, box.height)}px`);
    setStyle(grid, '--gap', `${this.#gap}px`);
    setStyle(edge, 'inset', `${before + this.#gap - EDGE}px ${-EDGE}px auto`);
    setStyle(edge, 'height', `${height + 2 * EDGE}px`);
  }

  #place(): FollowedPlace {
    const layout = this.#layout!;
    const { cellWidth, cellHeight } = this.#metrics!;
    const { box, wrap, above, found } = this.#options!;
    const { cursor, held } = this.#screen!;
    const hit = found && found.row >= -held ? layout.place(found.row, found.column) : undefined;
    const at = hit ?? layout.place(cursor.y, cursor.x);
    const kept = hit ? { first: hit.index, last: hit.index } : spanOf(this.#marked);
    const rows = kept ?? { first: at.index, last: at.index };
    const content = above + this.#topOf(layout.length);
    const start = above + (wrap ? 0 : layout.screenTop * cellHeight);
    const end = Math.max(start, content - box.height);
    // A terminal that wraps is a text that ends at the bottom; another one is a screen that begins at the top.
    const home = wrap ? end : start;
    const left = hit || cursor.visible ? at.x * cellWidth : 0;
    return {
      top: above + this.#topOf(rows.first),
      bottom: above + this.#topOf(rows.last) + cellHeight,
      left,
      right: left + cellWidth,
      home: kept && home,
      least: kept ? Math.min(home, above + this.#topOf(rows.first)) : home,
      most: Math.max(above, end),
      mostLeft: wrap ? 0 : layout.cols * cellWidth - box.width,
      ...box,
    };
  }

  #topOf(index: number, { withGap = index >= this.#layout!.screenTop } = {}): number {
    return index * this.#metrics!.cellHeight + (withGap ? this.#gap : 0);
  }

  /** @returns whether every cell has another size now */
  #fit({ cols, rows }: TerminalScreen, { box: outer, fit, zoom, wrap, centered }: DrawingOptions): boolean {
    const ratio = window.devicePixelRatio;
    const inset = centered ? 2 * EDGE : 0;
    const box = { width: outer.width - inset, height: outer.height - inset };
    const size = wrap ? '' : [cols, rows, box.width, fit === 'both' ? box.height : 0].join();
    const wanted = [size, fit, zoom, wrap, ratio].join();
    if (wanted === this.#fitted) return false;
    this.#fitted = wanted;
    const { grid, sizes } = this.surface;
    const { fontFamily, fontSize, minWidth, maxWidth } = getComputedStyle(sizes);
    const [normal, smallest, largest] = [parseFloat(fontSize), parseFloat(minWidth), parseFloat(maxWidth)];
    grid.style.fontSize = `${normal}px`;
    const metrics = fitCells({
      ...{ cols, rows, zoom, ...box },
      fit: wrap ? 'none' : fit,
      fontSize: { normal, smallest, largest },
      advance: this.#measureAdvance() / normal,
      devicePixelRatio: ratio,
    });
    // Fonts are hinted: the advance at this very size may not be the one that was reckoned.
    grid.style.fontSize = `${metrics.fontSize}px`;
    grid.style.letterSpacing = `${metrics.cellWidth - this.#measureAdvance()}px`;
    grid.style.setProperty('--cell-height', `${metrics.cellHeight}px`);
    this.#metrics = metrics;
    this.#boxDrawing.resize(metrics);
    this.#glyphs.use(fontFamily, metrics.cellWidth / metrics.fontSize);
    this.#canvas.use(metrics, { cols: Math.max(cols, Math.ceil(box.width / metrics.cellWidth)), fontFamily });
    this.#painter.use(metrics);
    return true;
  }

  #measureAdvance(): number {
    const { measure } = this.surface;
    return measure.getBoundingClientRect().width / measure.textContent.length;
  }

  /** @returns whether colours changed that are written into cells */
  #recolor({ colors }: TerminalScreen, theme: TerminalTheme | undefined): boolean {
    const { style } = this.surface.screen;
    const recorded = recordedColors(theme, colors);
    let changed = false;
    for (const name of this.#recorded.keys()) {
      if (recorded.has(name)) continue;
      style.removeProperty(`--${name}`);
      changed = true;
    }
    for (const [name, color] of recorded) {
      if (this.#recorded.get(name) === color) continue;
      style.setProperty(`--${name}`, color);
      changed = true;
    }
    this.#recorded = recorded;
    const upper = [...colors.palette].filter(([index]) => index >= 16).join();
    if (changed || this.#force) this.#probe.forget();
    if (upper === this.#colors) return changed;
    this.#colors = upper;
    this.#painter.recolor(colors);
    return true;
  }
}

/** From the first row of several ranges to their last one. */
function spanOf(ranges: readonly RowRange[]): RowRange | undefined {
  const [first, last] = [ranges[0], ranges.at(-1)];
  return first && last && { first: first.first, last: last.last };
}

/** What was set, by element and property. */
const styles = new WeakMap<HTMLElement, Map<string, string>>();

/** Style changes cost even where nothing changes, and so does looking. */
function setStyle(element: HTMLElement, name: string, value: string): void {
  let known = styles.get(element);
  if (!known) styles.set(element, (known = new Map<string, string>()));
  if (known.get(name) === value) return;
  known.set(name, value);
  element.style.setProperty(name, value);
}
