import { css } from 'lit';
import { rangesIn } from '../find/hit-ranges.ts';
import type { NotedRow } from './passages.ts';

const NAME = 'reprise-passage';
/** Passages that are marked at most. */
const MAX_PASSAGES = 200;

/** How passages look in the text; a highlight is styled where its text is. */
const sheet = css`
  ::highlight(reprise-passage) {
    background-color: var(--reprise-color-passage, light-dark(#ffefb8, #4a3c12));
  }
  @media (forced-colors: active) {
    ::highlight(reprise-passage) {
      background-color: Mark;
      color: MarkText;
    }
  }
`.styleSheet;

/**
 * Marks the passages that notes mean, by a CSS custom highlight. The highlight belongs to the page: all players put their
 * ranges into it, and each takes out its own.
 */
export class PassageHighlighter {
  #ranges: readonly StaticRange[] = [];

  /** Marks the first place of each passage in its row, and nothing of before. */
  mark(rows: Iterable<NotedRow>): void {
    this.clear();
    const ranges: StaticRange[] = [];
    for (const [row, notes] of rows) {
      for (const { range } of notes) {
        if (range?.quote === undefined || ranges.length >= MAX_PASSAGES) continue;
        adopt(row.getRootNode());
        ranges.push(...rangesIn(row, patternOf(range.quote), { most: 1, onRoot: adopt }));
      }
    }
    this.#ranges = ranges.filter(({ startContainer }) => !isInNote(startContainer));
    for (const range of this.#ranges) highlight().add(range);
  }

  /** Takes its marks away. */
  clear(): void {
    const marks = CSS.highlights.get(NAME);
    for (const range of this.#ranges) marks?.delete(range);
    if (marks?.size === 0) CSS.highlights.delete(NAME);
    this.#ranges = [];
  }
}

/** The words of a passage, whatever white space they are drawn with. */
function patternOf(quote: string): RegExp {
  const words = quote.trim().split(/\s+/u);
  return new RegExp(words.map(escaped).join('\\s+'), 'gu');
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/gu, '\\$&');
}

function highlight(): Highlight {
  const known = CSS.highlights.get(NAME);
  if (known) return known;
  const made = new Highlight();
  // Below what is being looked for.
  made.priority = -1;
  CSS.highlights.set(NAME, made);
  return made;
}

function adopt(root: Node): void {
  if (!(root instanceof ShadowRoot) || !sheet || root.adoptedStyleSheets.includes(sheet)) return;
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
}

function isInNote(node: Node): boolean {
  const root = node.getRootNode();
  return root instanceof ShadowRoot && root.host.localName === 'reprise-note';
}
