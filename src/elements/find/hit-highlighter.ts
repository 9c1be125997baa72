import { css } from 'lit';
import { patternOf } from '../../player/index.ts';
import type { Findings } from '../view/view-state.ts';
import { MAX_RANGES, rangesIn } from './hit-ranges.ts';

/** How hits look in the text; a highlight is styled where its text is. */
const sheet = css`
  ::highlight(reprise-hit) {
    background-color: var(--reprise-color-hit, light-dark(#ffe48a, #5c4a10));
  }
  ::highlight(reprise-hit-now) {
    background-color: var(--reprise-color-hit-now, light-dark(#ffb224, #f0a92b));
    color: #1a1f27;
  }
  @media (forced-colors: active) {
    ::highlight(reprise-hit),
    ::highlight(reprise-hit-now) {
      background-color: Mark;
      color: MarkText;
    }
  }
`.styleSheet;

/** Whether the browser can mark text that is not wrapped in elements. Where it cannot, only the list shows hits. */
export const CAN_HIGHLIGHT = typeof Highlight === 'function' && 'highlights' in CSS && sheet !== undefined;

/**
 * Marks hits in drawn rows, by CSS custom highlights. Highlights belong to the page: all players put their ranges into
 * the same two, and each takes out its own.
 */
export class HitHighlighter {
  #ranges: readonly StaticRange[] = [];
  #now: StaticRange | undefined;

  /**
   * Marks the hits in these rows, and no others of before.
   *
   * @param rows - elements whose `data-key` is the id of their item
   * @returns the range of the hit that the reader is at, where it is drawn
   */
  mark(rows: Iterable<Element>, { query, matching, hit }: Findings): StaticRange | undefined {
    this.clear();
    const pattern = CAN_HIGHLIGHT ? patternOf(query, matching) : undefined;
    if (!pattern) return undefined;
    const ranges: StaticRange[] = [];
    for (const row of rows) {
      adopt(row.getRootNode());
      const found = rangesIn(row, pattern, { most: MAX_RANGES - ranges.length, onRoot: adopt });
      ranges.push(...found);
      // What is drawn of an item may be less than what was searched.
      if (hit && keyOf(row) === hit.event) this.#now = found[Math.min(hit.index, found.length - 1)];
      if (ranges.length >= MAX_RANGES) break;
    }
    this.#ranges = ranges;
    for (const range of ranges) if (range !== this.#now) highlightOf('reprise-hit', 0).add(range);
    if (this.#now) highlightOf('reprise-hit-now', 1).add(this.#now);
    return this.#now;
  }

  /** Takes its marks away. */
  clear(): void {
    if (!CAN_HIGHLIGHT) return;
    for (const name of ['reprise-hit', 'reprise-hit-now']) {
      const highlight = CSS.highlights.get(name);
      for (const range of this.#ranges) highlight?.delete(range);
      if (highlight?.size === 0) CSS.highlights.delete(name);
    }
    this.#ranges = [];
    this.#now = undefined;
  }
}

function highlightOf(name: string, priority: number): Highlight {
  const known = CSS.highlights.get(name);
  if (known) return known;
  const highlight = new Highlight();
  highlight.priority = priority;
  CSS.highlights.set(name, highlight);
  return highlight;
}

function adopt(root: Node): void {
  if (!(root instanceof ShadowRoot) || !sheet || root.adoptedStyleSheets.includes(sheet)) return;
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
}

function keyOf(row: Element): string | undefined {
  return row instanceof HTMLElement ? row.dataset['key'] : undefined;
}
