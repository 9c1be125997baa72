/** Font size of the measuring canvas, CSS pixels: large, so that hinting does not count. */
const MEASURED_SIZE = 100;
/** Scales are few, so that neighbours do not look uneven. */
const STEPS = 20;

/**
 * Finds out which characters are wider than their cells in the font that the browser takes for them (emoji,
 * mostly), and how much smaller they must be drawn.
 */
export class GlyphFitter {
  readonly #context = document.createElement('canvas').getContext('2d');
  readonly #widths = new Map<string, number>();
  #advance = 1;

  /**
   * @param fontFamily - as in CSS
   * @param advance - width of a cell in font size 1
   */
  use(fontFamily: string, advance: number): void {
    this.#advance = advance;
    this.#widths.clear();
    if (this.#context) this.#context.font = `${MEASURED_SIZE}px ${fontFamily}`;
  }

  /** Font size by which the character fits `cells` cells, as a share of the grid's: 1 where it fits as it is. */
  scale(character: string, cells: number): number {
    const room = cells * this.#advance * MEASURED_SIZE;
    const share = Math.floor((STEPS * room) / this.#width(character)) / STEPS;
    return share < 1 ? share : 1;
  }

  #width(character: string): number {
    let width = this.#widths.get(character);
    if (width === undefined) {
      width = this.#context?.measureText(character).width || 1;
      this.#widths.set(character, width);
    }
    return width;
  }
}
