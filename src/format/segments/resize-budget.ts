import type { TerminalSize } from './asciicast.ts';

/**
 * How often a terminal may be resized: what it costs to lay out its rows anew grows with the cells of the screen, and an event that
 * asks for it has twenty bytes.
 */
export class ResizeBudget {
  #cells: number;
  #size: TerminalSize;

  /**
   * @param cells - of all sizes together; the larger one of both sides of a resize counts
   * @param size - of the terminal so far
   */
  constructor(cells: number, size: TerminalSize) {
    this.#cells = cells;
    this.#size = size;
  }

  /** Whether the terminal may take that size. One that it has already costs nothing; what follows a refused one may still fit. */
  take(size: TerminalSize): boolean {
    const before = this.#size;
    if (size.cols === before.cols && size.rows === before.rows) return true;
    const cells = Math.max(size.cols * size.rows, before.cols * before.rows);
    if (cells > this.#cells) return false;
    this.#cells -= cells;
    this.#size = size;
    return true;
  }
}
