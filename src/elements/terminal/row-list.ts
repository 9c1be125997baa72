import type { RowRange } from '../../state/index.ts';
import type { RowPainter } from './row-painter.ts';
import type { ScreenLayout } from './screen-layout.ts';

/** What of a layout is drawn, by index. */
export interface DrawnRows extends RowRange {
  /** Every row is drawn anew. */
  readonly force: boolean;
  /** Rows that are marked. */
  readonly marked: readonly RowRange[];
}

/**
 * The elements of the rows in view, and of some around them. A row that moves keeps its element; rows that the viewer
 * has selected something in stay, wherever the view goes.
 */
export class RowList {
  readonly #container: HTMLElement;
  readonly #painter: RowPainter;
  /** Number (see `ScreenLayout.top`) of the first row that has an element. */
  #first = 0;

  constructor(container: HTMLElement, painter: RowPainter) {
    this.#container = container;
    this.#painter = painter;
  }

  /** Forgets which element is which row: another layout is drawn next. */
  renumber(): void {
    this.#container.replaceChildren();
  }

  /** Draws rows, and takes away others. */
  show(layout: ScreenLayout, { first, last, force, marked }: DrawnRows): void {
    const { children } = this.#container;
    const wanted = this.#extended({ first: layout.top + first, last: layout.top + last }, layout);
    if (
      children.length === 0 ||
      wanted.first > this.#first + children.length ||
      wanted.last < this.#first - 1
    ) {
      this.#container.replaceChildren();
      this.#first = wanted.first;
    }
    for (; this.#first < wanted.first; this.#first += 1) children[0]!.remove();
    for (; this.#first > wanted.first; this.#first -= 1) this.#container.prepend(newRow());
    const count = wanted.last - wanted.first + 1;
    while (children.length > count) children[children.length - 1]!.remove();
    while (children.length < count) this.#container.append(newRow());
    for (let i = 0; i < count; i += 1) {
      const index = wanted.first - layout.top + i;
      const row = children[i] as HTMLElement;
      this.#painter.paint(row, layout.row(index), { force });
      row.classList.toggle(
        'marked',
        marked.some((rows) => index >= rows.first && index <= rows.last),
      );
      row.classList.toggle('screen-top', index === layout.screenTop);
    }
  }

  /** Index of the first row that has an element. */
  firstIndex(layout: ScreenLayout): number {
    return this.#first - layout.top;
  }

  /** The rows that are wanted, and while something is selected in rows those that are there. */
  #extended(wanted: RowRange, layout: ScreenLayout): RowRange {
    const { length } = this.#container.children;
    if (length === 0 || !hasSelection(this.#container)) return wanted;
    return {
      first: Math.max(layout.top, Math.min(wanted.first, this.#first)),
      last: Math.min(layout.top + layout.length - 1, Math.max(wanted.last, this.#first + length - 1)),
    };
  }
}

function newRow(): HTMLElement {
  // No `div`: Firefox copies a line feed behind one, however it is laid out, and a line that goes on has none.
  const row = document.createElement('span');
  row.className = 'row';
  // One paragraph is one thing to a screen reader, however many colours it has.
  row.setAttribute('role', 'paragraph');
  return row;
}

function hasSelection(container: HTMLElement): boolean {
  // Chromium tells of selections in shadow roots only there.
  const root = container.getRootNode() as { readonly getSelection?: () => Selection | null };
  const selection = root.getSelection ? root.getSelection() : document.getSelection();
  // Mostly there is none at all, and only that is told without a layout.
  if (!selection || selection.rangeCount === 0) return false;
  return !selection.isCollapsed && container.contains(selection.anchorNode);
}
