/** How wide texts are on one line, by the font of an element; measured once each, and without drawing them. */
export class TextWidths {
  readonly #context = document.createElement('canvas').getContext('2d');
  readonly #widths = new Map<string, number>();
  #font = '';

  /**
   * @param host - whose font it is
   * @param size - of the font, px
   * @returns px
   */
  of(text: string, host: Element, size: number): number {
    const font = `${size}px ${getComputedStyle(host).fontFamily}`;
    if (font !== this.#font) {
      this.#font = font;
      this.#widths.clear();
      if (this.#context) this.#context.font = font;
    }
    let width = this.#widths.get(text);
    if (width === undefined) {
      width = this.#context?.measureText(text).width ?? Infinity;
      this.#widths.set(text, width);
    }
    return width;
  }
}
