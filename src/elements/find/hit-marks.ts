import type { LitElement, ReactiveController } from 'lit';
import { ViewController } from '../view/view-controller.ts';
import type { Findings } from '../view/view-state.ts';
import type { HitHighlighter } from './hit-highlighter.ts';

/**
 * Has the hits marked in the rows that its host draws, anew after each update. The code for it is loaded when something
 * is looked for; if that fails, the list still shows the hits.
 */
export class HitMarks implements ReactiveController {
  readonly #host: LitElement;
  readonly #rows: () => Iterable<Element>;
  readonly #findings: ViewController<Findings | undefined>;
  #highlighter: HitHighlighter | undefined;
  #loading = false;
  #frame: number | undefined;
  #shown: Findings['hit'];

  /** @param rows - what is drawn now; `data-key` is the id of a row's item */
  constructor(host: LitElement, rows: () => Iterable<Element>) {
    this.#host = host;
    this.#rows = rows;
    this.#findings = new ViewController(host, (view) => view.findings);
    host.addController(this);
  }

  hostUpdated(): void {
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
    if (!findings) {
      this.#highlighter?.clear();
      this.#shown = undefined;
      return;
    }
    if (!this.#highlighter) {
      void this.#load();
      return;
    }
    const now = this.#highlighter.mark(this.#rows(), findings);
    if (now && findings.hit !== this.#shown) {
      this.#shown = findings.hit;
      now.startContainer.parentElement?.scrollIntoView({ block: 'nearest' });
    }
  }

  async #load(): Promise<void> {
    if (this.#loading) return;
    this.#loading = true;
    try {
      const { HitHighlighter } = await import('./hit-highlighter.ts');
      this.#highlighter = new HitHighlighter();
      if (this.#host.isConnected) this.#mark();
    } catch {
      this.#loading = false;
    }
  }
}
