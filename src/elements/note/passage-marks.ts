import type { LitElement, ReactiveController } from 'lit';
import type { Note } from '../../format/index.ts';
import type { PassageHighlighter } from './passage-highlighter.ts';
import { CAN_MARK_PASSAGES, type NotedRow } from './passages.ts';

/** Has the passages marked that notes mean, anew after each update of its host. The code for it is loaded with the first. */
export class PassageMarks implements ReactiveController {
  readonly #rows: () => Iterable<NotedRow>;
  #highlighter: Promise<PassageHighlighter | undefined> | undefined;
  #frame: number | undefined;

  /** @param rows - those that are drawn and have notes */
  constructor(host: LitElement, rows: () => Iterable<NotedRow>) {
    this.#rows = rows;
    host.addController(this);
  }

  hostUpdated(): void {
    if (!CAN_MARK_PASSAGES) return;
    if (!this.#highlighter && ![...this.#rows()].some(([, notes]) => notes.some(hasPassage))) return;
    this.#highlighter ??= loadHighlighter();
    // What is inside the rows draws itself after them.
    this.#frame ??= requestAnimationFrame(() => {
      this.#frame = undefined;
      void this.#highlighter?.then((highlighter) => highlighter?.mark(this.#rows()));
    });
  }

  hostDisconnected(): void {
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
    this.#frame = undefined;
    void this.#highlighter?.then((highlighter) => highlighter?.clear());
  }
}

function hasPassage({ range }: Note): boolean {
  return range?.quote !== undefined;
}

async function loadHighlighter(): Promise<PassageHighlighter | undefined> {
  try {
    const { PassageHighlighter } = await import('./passage-highlighter.ts');
    return new PassageHighlighter();
  } catch {
    // The cards are there, the passages are not marked.
    return undefined;
  }
}
