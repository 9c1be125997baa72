import type { LitElement, ReactiveController } from 'lit';
import { ViewController } from '../view/view-controller.ts';
import type { Findings } from '../view/view-state.ts';
import type { HitHighlighter, MarkedRows } from './hit-highlighter.ts';

/**
 * Has the hits marked in the rows that its host draws, anew after each update, and brings the one into view that the
 * reader goes to. The code for it is loaded when something
 * is looked for; if that fails, the list still shows the hits.
 */
export class HitMarks implements ReactiveController {
  readonly #host: LitElement;
  readonly #rows: MarkedRows;
  readonly #reveals: boolean;
  readonly #findings: ViewController<Findings | undefined>;
  #highlighter: HitHighlighter | undefined;
  #loading = false;
  #frame: number | undefined;
  #shown: Findings['hit'];

  /** @param reveals - whether the marked hit is scrolled to; a host may do that itself */
  constructor(host: LitElement, rows: MarkedRows, { reveals = true } = {}) {
    this.#host = host;
    this.#rows = rows;
    this.#reveals = reveals;
    this.#findings = new ViewController(host, (view) => view.findings);
    host.addController(this);
  }

  /** Marks in a conversation; `data-key` of what it draws is the id of an item. */
  static ofItems(host: LitElement, rows: () => Iterable<Element>): HitMarks {
    return new HitMarks(host, itemRows(rows));
  }

  hostUpdated(): void {
    this.refresh();
  }

  /** Marks anew with the next frame: the host has drawn something beside its updates. */
  refresh(): void {
    if (this.#findings.value === undefined && this.#highlighter === undefined) return;
    // What is inside the rows draws itself after them.
    this.#frame ??= requestAnimationFrame(() => {
      this.#frame = undefined;
      this.#mark();
    });
  }

  hostDisconnected(): void {
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
    this.#frame = undefined;
    this.#highlighter?.clear();
  }

  #mark(): void {
    const findings = this.#findings.value;
    // What was taken out of the page may still draw: its marks would stay with the page for good.
    if (!findings || !this.#host.isConnected) {
      this.#highlighter?.clear();
      this.#shown = undefined;
      return;
    }
    if (!this.#highlighter) {
      void this.#load();
      return;
    }
    const now = this.#highlighter.mark(this.#rows, findings);
    if (now && findings.hit !== this.#shown) {
      this.#shown = findings.hit;
      if (this.#reveals) now.startContainer.parentElement?.scrollIntoView({ block: 'nearest' });
    }
  }

  async #load(): Promise<void> {
    if (this.#loading) return;
    this.#loading = true;
    try {
      const { HitHighlighter } = await import('./hit-highlighter.ts');
      this.#highlighter = new HitHighlighter();
      this.#mark();
    } catch {
      this.#loading = false;
    }
  }
}

/** Rows of a conversation: `data-key` is the id of a row's item. */
export function itemRows(rows: () => Iterable<Element>): MarkedRows {
  return {
    rows,
    // What is drawn of an item may be less than what was searched.
    now: ({ event, index }, row, ranges) =>
      row instanceof HTMLElement && row.dataset['key'] === event
        ? ranges[Math.min(index, ranges.length - 1)]
        : undefined,
  };
}
