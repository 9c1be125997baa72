/** Font size of the measuring canvas, CSS pixels: large, so that hinting does not count. */
const MEASURED_SIZE = 100;
/** Scales are few, so that neighbours do not look uneven. */
const STEPS = 20;

/**
 * Finds out how wide characters are in the fonts that the browser takes for them: to space those apart that are
 * narrower than their cells, and to draw those smaller that are wider (emoji, mostly).
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

  /** Width of the character in font size 1. */
  width(character: string): number {
    let width = this.#widths.get(character);
    if (width === undefined) {
      width = (this.#context?.measureText(character).width ?? 0) / MEASURED_SIZE;
      this.#widths.set(character, width);
    }
    return width;
  }

  /** Font size by which the character fits `cells` cells, as a share of the grid's: 1 where it fits as it is. */
  scale(character: string, cells: number): number {
    const width = this.width(character);
    const share = Math.floor((STEPS * cells * this.#advance) / width) / STEPS;
    return width > 0 && share < 1 ? share : 1;
  }
}
