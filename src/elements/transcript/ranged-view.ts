import type { TimeSpan } from '../../format/index.ts';
import type { TranscriptView } from '../../player/index.ts';
import type { TranscriptItem } from '../../state/index.ts';

type Part = TranscriptView['parts'][number];

/** What of a conversation begins in a stretch of session time: parts beyond it are there and empty. */
export class RangedView {
  #range: TimeSpan | undefined;
  #before: { readonly whole: TranscriptView; readonly ranged: TranscriptView } | undefined;
  #parts = new WeakMap<Part, Part>();

  /** The view itself without a range; what does not change keeps its identity. */
  of(view: TranscriptView | undefined, range: TimeSpan | undefined): TranscriptView | undefined {
    if (!view || !range) return view;
    if (range !== this.#range) {
      this.#range = range;
      this.#before = undefined;
      this.#parts = new WeakMap();
    }
    const before = this.#before;
    if (before?.whole === view) return before.ranged;
    const isWithin = ({ time }: TranscriptItem): boolean => time >= range.start && time <= range.end;
    const ranged = {
      ...view,
      parts:
        before?.whole.parts === view.parts
          ? before.ranged.parts
          : view.parts.map((part) => this.#part(part, range)),
      items: before?.whole.items === view.items ? before.ranged.items : view.items.filter(isWithin),
    };
    this.#before = { whole: view, ranged };
    return ranged;
  }

  #part(part: Part, { start, end }: TimeSpan): Part {
    const known = this.#parts.get(part);
    if (known) return known;
    const isBeyond = part.time > end || part.end <= start;
    const items = isBeyond ? [] : part.items?.filter(({ time }) => time >= start && time <= end);
    const ranged = { ...part, items };
    this.#parts.set(part, ranged);
    return ranged;
  }
}
