import type { RowRange, TerminalScreen } from '../../state/index.ts';
import type { LaidPlace, LaidRow, ScreenLayout } from './screen-layout.ts';

/** The rows of a terminal as they were recorded. */
export class GridLayout implements ScreenLayout {
  readonly #screen: TerminalScreen;
  cols = 0;
  length = 0;
  screenTop = 0;
  top = 0;

  constructor(screen: TerminalScreen) {
    this.#screen = screen;
    this.update();
  }

  update(): void {
    const { cols, rows, held, scrolled } = this.#screen;
    this.cols = cols;
    this.screenTop = held;
    this.length = held + rows;
    this.top = scrolled - held;
  }

  row(index: number): LaidRow {
    const y = index - this.screenTop;
    const continued = index < this.length - 1 && this.#screen.continues(y + 1);
    return { runs: this.#screen.row(y), continued, y };
  }

  place(y: number, x: number): LaidPlace {
    return { index: y + this.screenTop, x };
  }

  range({ first, last }: RowRange): RowRange {
    return { first: first + this.screenTop, last: last + this.screenTop };
  }
}
