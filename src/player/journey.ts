import type { Move, Playhead } from '../reading/playback.ts';
import type { Pane } from './pane.ts';

/** Why a journey is made: a viewer asked (`seeking`), or playback ran out of segments (`waiting`). */
export type JourneyKind = 'seeking' | 'waiting';

/** Where a journey goes, and who is told of its end. */
export interface JourneyOptions {
  /** Why it is made. */
  readonly kind: JourneyKind;
  /** The moment to go to, and its position in the current clock. */
  readonly playhead: Playhead;
  readonly position: number;
  /** What must come first, whatever the panes need: that content may be shown. */
  readonly gate: Promise<void>;
  /** Called once, when every pane can make its move. */
  readonly onReady: (journey: Journey) => void;
  /** Called once, when a pane fails for another reason than an abort. */
  readonly onError: (error: unknown) => void;
}

/**
 * One way to a moment: all visible panes prepare for it and then move together. Panes may join and leave on the
 * way. Aborting it drops whatever its loads still bring.
 */
export class Journey {
  /** Why it is made. */
  readonly kind: JourneyKind;
  /** The moment it goes to. */
  readonly playhead: Playhead;
  /** Changes with the clock. */
  position: number;
  /** Resolves on arrival; rejects with `AbortError` when another journey or source took its place. */
  readonly arrival: Promise<void>;
  readonly #options: JourneyOptions;
  readonly #controller = new AbortController();
  readonly #moves = new Map<Pane, Move | undefined>();
  #open = false;
  #settle!: { resolve: () => void; reject: (error: unknown) => void };

  constructor(options: JourneyOptions) {
    this.kind = options.kind;
    this.playhead = options.playhead;
    this.position = options.position;
    this.#options = options;
    this.arrival = new Promise<void>((resolve, reject) => (this.#settle = { resolve, reject }));
    // Most journeys have nobody who waits for them.
    this.arrival.catch(() => undefined);
    void options.gate.then(() => {
      this.#open = true;
      this.#check();
    });
  }

  /** Panes on the way, each with its move once it is prepared. */
  get moves(): Iterable<readonly [Pane, Move | undefined]> {
    return this.#moves;
  }

  /** Takes a pane along; it loads what it needs. */
  add(pane: Pane): void {
    this.#moves.set(pane, undefined);
    pane.prepare(this.playhead, this.#controller.signal).then(
      (move) => {
        if (!this.#moves.has(pane)) return;
        this.#moves.set(pane, move);
        this.#check();
      },
      (error: unknown) => this.#fail(error),
    );
  }

  /** Goes on without a pane. */
  remove(pane: Pane): void {
    if (this.#moves.delete(pane)) this.#check();
  }

  /** @param reason - what `arrival` rejects with; by default that a newer seek took its place */
  abort(reason: unknown = new DOMException('a newer seek took its place', 'AbortError')): void {
    this.#controller.abort(reason);
    this.#settle.reject(reason);
  }

  #check(): void {
    if (!this.#open || this.#controller.signal.aborted) return;
    if ([...this.#moves.values()].some((move) => !move)) return;
    this.#open = false;
    this.#options.onReady(this);
    this.#settle.resolve();
  }

  #fail(error: unknown): void {
    if (this.#controller.signal.aborted) return;
    this.#controller.abort();
    this.#settle.reject(error);
    this.#options.onError(error);
  }
}
