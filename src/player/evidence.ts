import type { Playhead } from '../reading/playback.ts';
import type { Pane } from './pane.ts';
import type { Scheduler } from './scheduler.ts';

/**
 * The panes of evidence, taken along with somebody who scrolls: one pane in a task, and only to the newest moment. A pane
 * that lacks something stays behind.
 */
export class Evidence {
  readonly #scheduler: Scheduler;
  readonly #onArrive: () => void;
  /** Panes that are not there; those that have waited longest come first. */
  readonly #behind = new Set<Pane>();
  #playhead: Playhead | undefined;
  #cancelStep: (() => void) | undefined;

  /** @param onArrive - called when a pane has arrived, or nothing more can */
  constructor(scheduler: Scheduler, onArrive: () => void) {
    this.#scheduler = scheduler;
    this.#onArrive = onArrive;
  }

  /** Whether a pane is not where it is to go. */
  get isBehind(): boolean {
    return this.#behind.size > 0;
  }

  /** Takes the panes to another moment, wherever they were to go before. */
  follow(panes: Iterable<Pane>, playhead: Playhead): void {
    this.#playhead = playhead;
    for (const pane of panes) if (!pane.isStory) this.#behind.add(pane);
    if (this.#behind.size > 0) this.#cancelStep ??= this.#scheduler.soon(() => this.#step());
  }

  /** The pane is gone. */
  remove(pane: Pane): void {
    this.#behind.delete(pane);
  }

  /** Somebody else moves the panes from now on. */
  leave(): void {
    this.#cancelStep?.();
    this.#cancelStep = undefined;
    this.#behind.clear();
  }

  #step(): void {
    this.#cancelStep = undefined;
    const playhead = this.#playhead!;
    for (const pane of this.#behind) {
      const move = pane.available(playhead);
      if (!move) continue;
      if (pane.advance(move)) {
        this.#behind.delete(pane);
        pane.arrive(playhead);
        this.#onArrive();
      }
      if (this.#behind.size > 0) this.#cancelStep ??= this.#scheduler.soon(() => this.#step());
      return;
    }
  }
}
