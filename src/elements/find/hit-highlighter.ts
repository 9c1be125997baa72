import { css } from 'lit';
import { type Hit, patternOf } from '../../player/index.ts';
import type { Findings } from '../view/view-state.ts';
import { MAX_RANGES, rangesIn, type RangesOptions } from './hit-ranges.ts';

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

/** What hits are marked in. */
export interface MarkedRows {
  /** What is drawn now. */
  readonly rows: () => Iterable<Element>;
  /** Of the ranges that were found in a row, the one of the hit that the reader is at, where it is there. */
  readonly now: (hit: Hit, row: Element, ranges: readonly StaticRange[]) => StaticRange | undefined;
  /** What ends a line within a row; default: blocks. */
  readonly lines?: RangesOptions['lines'];
}

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
   * @returns the range of the hit that the reader is at, where it is drawn
   */
  mark(
    { rows, now, lines = 'blocks' }: MarkedRows,
    { query, matching, hit }: Findings,
  ): StaticRange | undefined {
    this.clear();
    const pattern = CAN_HIGHLIGHT ? patternOf(query, matching) : undefined;
    if (!pattern) return undefined;
    const ranges: StaticRange[] = [];
    for (const row of rows()) {
      adopt(row.getRootNode());
      const found = rangesIn(row, pattern, { most: MAX_RANGES - ranges.length, lines, onRoot: adopt });
      ranges.push(...found);
      if (hit) this.#now ??= now(hit, row, found);
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
