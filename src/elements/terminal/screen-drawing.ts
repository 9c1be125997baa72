import type { TerminalTheme } from '../../format/index.ts';
import type { TerminalCursor, TerminalRun, TerminalScreen } from '../../state/index.ts';
import { BoxDrawing } from './box-drawing.ts';
import { type CellMetrics, type Fit, fitCells } from './cell-metrics.ts';
import { GlyphFitter } from './glyph-fitter.ts';
import { RowPainter } from './row-painter.ts';
import { recordedColors } from './terminal-colors.ts';

/** The elements of a terminal's shadow root that are drawn into. */
export interface DrawingSurface {
  /** Scrolls, and has the background. */
  readonly screen: HTMLElement;
  /** Holds the rows and the cursor. */
  readonly grid: HTMLElement;
  readonly rows: HTMLElement;
  readonly cursor: HTMLElement;
  /** A run of `M`s in the grid's font, unspaced. */
  readonly measure: HTMLElement;
  /** Has the font sizes that a page can set, as `font-size`, `min-width` and `max-width`. */
  readonly sizes: HTMLElement;
}

/** CSS pixels of the box that the terminal is to fit, without padding. */
export interface Box {
  readonly width: number;
  readonly height: number;
}

/** Draws one screen after the other into the same elements: what changed since the one before. */
export class ScreenDrawing {
  /** What is drawn into. */
  readonly surface: DrawingSurface;
  readonly #boxDrawing = new BoxDrawing();
  readonly #glyphs = new GlyphFitter();
  readonly #painter = new RowPainter(this.#boxDrawing, this.#glyphs);
  #metrics: CellMetrics | undefined;
  /** What the metrics were made for. */
  #fitted = '';
  #screen: TerminalScreen | undefined;
  #version = -1;
  #colors = '';
  #properties: ReadonlyMap<string, string> = new Map();

  constructor(surface: DrawingSurface) {
    this.surface = surface;
  }

  /** Size of cells; `undefined` before the first drawing. */
  get metrics(): CellMetrics | undefined {
    return this.#metrics;
  }

  /** Makes the next `draw` measure the font anew. */
  forgetFont(): void {
    this.#fitted = '';
  }

  /** Brings the elements up to the screen. Reads layout only when size, fit or font have changed. */
  draw(screen: TerminalScreen, options: { box: Box; fit: Fit; theme: TerminalTheme | undefined }): void {
    const refitted = this.#fit(screen, options);
    const recolored = this.#recolor(screen, options.theme);
    const all = refitted || recolored || screen !== this.#screen;
    if (!all && screen.version === this.#version) return;
    const changed = all
      ? Array.from({ length: screen.rows }, (_, y) => y)
      : screen.changedRows(this.#version);
    this.#screen = screen;
    this.#version = screen.version;
    this.#drawRows(screen, changed, { force: refitted || recolored });
    this.#drawCursor(screen);
  }

  #drawRows(screen: TerminalScreen, changed: readonly number[], options: { force: boolean }): void {
    const { rows } = this.surface;
    while (rows.childElementCount > screen.rows) rows.lastElementChild?.remove();
    while (rows.childElementCount < screen.rows) {
      const row = document.createElement('div');
      row.className = 'row';
      rows.append(row);
    }
    for (const y of changed) this.#painter.paint(rows.children[y]!, screen.row(y), options);
  }

  #drawCursor(screen: TerminalScreen): void {
    const { cursor: element } = this.surface;
    const { cursor } = screen;
    element.hidden = !cursor.visible;
    if (!cursor.visible) return;
    const { cellWidth, cellHeight } = this.#metrics!;
    const under = cellUnder(screen, cursor);
    element.className = `cursor ${cursor.style}${cursor.blink ? ' blinking' : ''}`;
    element.dataset['character'] = under.text;
    element.style.width = `${cellWidth * under.width}px`;
    element.style.transform = `translate(${under.x * cellWidth}px, ${cursor.y * cellHeight}px)`;
  }

  /** @returns whether every cell has another size now */
  #fit({ cols, rows }: TerminalScreen, { box, fit }: { box: Box; fit: Fit }): boolean {
    const ratio = window.devicePixelRatio;
    const wanted = [cols, rows, box.width, fit === 'both' ? box.height : 0, fit, ratio].join();
    if (wanted === this.#fitted) return false;
    this.#fitted = wanted;
    const { grid, sizes } = this.surface;
    const { fontFamily, fontSize, minWidth, maxWidth } = getComputedStyle(sizes);
    const [normal, smallest, largest] = [parseFloat(fontSize), parseFloat(minWidth), parseFloat(maxWidth)];
    grid.style.fontSize = `${normal}px`;
    const metrics = fitCells({
      ...{ cols, rows, fit },
      ...box,
      fontSize: { normal, smallest, largest },
      advance: this.#measureAdvance() / normal,
      devicePixelRatio: ratio,
    });
    // Fonts are hinted: the advance at this very size may not be the one that was reckoned.
    grid.style.fontSize = `${metrics.fontSize}px`;
    grid.style.letterSpacing = `${metrics.cellWidth - this.#measureAdvance()}px`;
    grid.style.setProperty('--cell-height', `${metrics.cellHeight}px`);
    grid.style.width = `${metrics.cellWidth * cols}px`;
    this.#metrics = metrics;
    this.#boxDrawing.resize(metrics);
    this.#glyphs.use(fontFamily, metrics.cellWidth / metrics.fontSize);
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
    const properties = recordedColors(theme, colors);
    for (const name of this.#properties.keys()) if (!properties.has(name)) style.removeProperty(name);
    for (const [name, color] of properties)
      if (this.#properties.get(name) !== color) style.setProperty(name, color);
    this.#properties = properties;
    const upper = [...colors.palette].filter(([index]) => index >= 16).join();
    if (upper === this.#colors) return false;
    this.#colors = upper;
    this.#painter.recolor(colors);
    return true;
  }
}

/** The cell that the cursor stands on: its character, first column and width. */
function cellUnder(
  screen: TerminalScreen,
  cursor: TerminalCursor,
): { text: string; x: number; width: number } {
  // While a wrap is pending the cursor is drawn on the last cell.
  const x = Math.min(cursor.x, screen.cols - 1);
  const run = screen.row(cursor.y).find((candidate) => x >= candidate.x && x < candidate.x + candidate.width);
  if (!run || run.invisible) return { text: '', x, width: 1 };
  const index = Math.floor((x - run.x) / run.cellWidth);
  return { text: characterAt(run, index), x: run.x + index * run.cellWidth, width: run.cellWidth };
}

function characterAt(run: TerminalRun, index: number): string {
  const characters = Array.from(run.text);
  return characters.length * run.cellWidth === run.width ? (characters[index] ?? '') : run.text;
}
