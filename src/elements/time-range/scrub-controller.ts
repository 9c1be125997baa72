import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { FrameTask } from './frame-task.ts';

/** What scrubbing asks for, and how it learns that it has come. */
export interface ScrubOptions {
  /** Asks for a place, a share of the length, 0 … 1. */
  readonly seek: (share: number) => void;
  /** Whether a seek is under way. */
  readonly isSeeking: () => boolean;
}

/**
 * Takes the playhead along with a pointer that is held down. However fast that moves, one seek is under way at most,
 * and the next one goes to where the pointer is by then: what it has merely flown over is never asked for.
 */
export class ScrubController implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #options: ScrubOptions;
  /** Where the pointer has taken the playhead; shown until the player is there. */
  #target: number | undefined;
  #asked: number | undefined;
  #held = false;
  readonly #step = new FrameTask(() => {
    if (!this.#options.isSeeking()) this.#ask();
    this.#host.requestUpdate();
  });

  constructor(host: ReactiveControllerHost, options: ScrubOptions) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  /** The pointer is held down. */
  get active(): boolean {
    return this.#held;
  }

  /** Where the playhead is to be shown, a share of the length; `undefined`: where the player has it. */
  get target(): number | undefined {
    return this.#target;
  }

  hostUpdate(): void {
    if (this.#options.isSeeking()) return;
    if (!this.#held) this.#target = undefined;
    else if (this.#target !== this.#asked) this.#step.request();
  }

  hostDisconnected(): void {
    this.#held = false;
    this.#target = undefined;
    this.#step.cancel();
  }

  /** The pointer has come down. */
  begin(share: number): void {
    this.#held = true;
    this.#asked = undefined;
    this.#target = share;
    this.#ask();
    this.#host.requestUpdate();
  }

  /** It has moved. */
  move(share: number): void {
    if (!this.#held) return;
    this.#target = share;
    this.#step.request();
  }

  /** It has been let go: whatever is under way, the place where that happened is the one that counts. */
  end(): void {
    if (!this.#held) return;
    this.#step.cancel();
    this.#ask();
    this.#held = false;
    this.#host.requestUpdate();
  }

  #ask(): void {
    if (this.#target === undefined || this.#target === this.#asked) return;
    this.#asked = this.#target;
    this.#options.seek(this.#target);
  }
}
