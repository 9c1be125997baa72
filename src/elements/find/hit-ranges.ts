/** Looking for hits in what is drawn. */

/** Ranges that are marked at most, and characters that are looked at for them. */
export const MAX_RANGES = 1000;
const MAX_CHARACTERS = 400_000;

/** Elements within a line of text; all others begin a new one. */
const INLINE: ReadonlySet<string> = new Set(
  'A ABBR B BDI BDO CITE CODE DEL EM I INS KBD MARK Q S SAMP SMALL SPAN STRONG SUB SUP U VAR'.split(' '),
);

/** How matches are looked for. */
export interface RangesOptions {
  /** Ranges at most. */
  readonly most?: number;
  /** What ends a line: a block, or a text that ends in a line feed, wherever it stands. */
  readonly lines?: 'blocks' | 'feeds';
  /** Called with every shadow root that is looked into. */
  readonly onRoot?: (root: ShadowRoot) => void;
}

/** A piece of a line: a text node, and where its text begins in the line. */
interface Piece {
  readonly node: Text;
  readonly start: number;
}

/**
 * Ranges of the matches within an element, shadow roots of what is in it included, in their order. A match may go over
 * several inline elements, as those of highlighted code.
 *
 * @param pattern - with the flag `g`
 */
export function rangesIn(
  element: Element,
  pattern: RegExp,
  { most = MAX_RANGES, lines = 'blocks', onRoot }: RangesOptions = {},
): StaticRange[] {
  const ranges: StaticRange[] = [];
  let left = MAX_CHARACTERS;
  let pieces: Piece[] = [];
  let text = '';
  let block: Element | undefined;

  const endLine = (): void => {
    for (const match of text.matchAll(pattern)) {
      if (ranges.length >= most) break;
      const range = rangeOf(pieces, match.index, match.index + match[0].length);
      if (range) ranges.push(range);
    }
    pieces = [];
    text = '';
  };
  const visit = (root: Element | ShadowRoot): void => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node && left > 0 && ranges.length < most; node = walker.nextNode()) {
      if (node instanceof Text) {
        const within = lines === 'blocks' ? blockOf(node) : undefined;
        if (within !== block) endLine();
        block = within;
        pieces.push({ node, start: text.length });
        text += node.data;
        left -= node.length;
        if (lines === 'feeds' && node.data.endsWith('\n')) endLine();
      } else if ((node as Element).shadowRoot) {
        const inner = (node as Element).shadowRoot!;
        endLine();
        onRoot?.(inner);
        visit(inner);
        endLine();
      }
    }
  };
  visit(element);
  endLine();
  return ranges;
}

function blockOf(node: Text): Element | undefined {
  let element = node.parentElement;
  while (element && INLINE.has(element.tagName)) element = element.parentElement;
  return element ?? undefined;
}

function rangeOf(pieces: readonly Piece[], start: number, end: number): StaticRange | undefined {
  const first = pieces.findLast((piece) => piece.start <= start);
  const last = pieces.findLast((piece) => piece.start < end);
  if (!first || !last) return undefined;
  return new StaticRange({
    startContainer: first.node,
    startOffset: start - first.start,
    endContainer: last.node,
    endOffset: end - last.start,
  });
}
