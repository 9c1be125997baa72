import type { Move, Playhead } from '../reading/playback.ts';
import type { Pane } from './pane.ts';
import { isPassing } from './playback-error.ts';
import type { Scheduler } from './scheduler.ts';

/** Why a journey is made: a viewer asked (`seeking`), or playback ran out of segments (`waiting`). */
export type JourneyKind = 'seeking' | 'waiting';

/** Where a journey goes, and who is told of its end. */
export interface JourneyOptions {
  /** Why it is made. */
  readonly kind: JourneyKind;
  /** The moment to go to, and its position in the current clock. */
  readonly playhead: Playhead;
  readonly position: number;
  readonly scheduler: Scheduler;
  /** What must come first, whatever the panes need: that content may be shown. */
  readonly gate: Promise<void>;
  /** Called when a pane has arrived, at last with `isLast`; with that alone where there are none. */
  readonly onArrive: (isLast: boolean) => void;
  /**
   * Called once, right before the last `onArrive`, when panes could not come along because what they need does not travel
   * at the moment: the others are there. `arrival` rejects with the error.
   */
  readonly onStall: (error: unknown) => void;
  /** Called once, when a pane fails for good. */
  readonly onError: (error: unknown) => void;
}

/**
 * One way to a moment: all visible panes prepare for it and land there one after another, each in a task of its own. The
 * conversation comes first and waits for nobody; the others wait for it. Panes may join and leave on the way. Aborting it
 * drops whatever its loads still bring and whatever has not landed. Panes whose segments do not travel are left behind.
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
  /** Panes that have not landed, each with its move once it is prepared. */
  readonly #moves = new Map<Pane, Move | undefined>();
  #open = false;
  #isLanding = false;
  #isDone = false;
  /** Why panes were left behind. */
  #stall: { readonly error: unknown } | undefined;
  #cancelStep: (() => void) | undefined;
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

  /** Some panes are there, others are not yet. */
  get isLanding(): boolean {
    return this.#isLanding;
  }

  /** Takes panes along that have all they need; the gate is open. The first of them lands at once. */
  land(moves: ReadonlyMap<Pane, Move>): void {
    for (const [pane, move] of moves) this.#moves.set(pane, move);
    this.#step();
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
      (error: unknown) => this.#lose(pane, error),
    );
  }

  /** Goes on without a pane. */
  remove(pane: Pane): void {
    if (this.#moves.delete(pane)) this.#check();
  }

  /** @param reason - what `arrival` rejects with; by default that a newer seek took its place */
  abort(reason: unknown = new DOMException('a newer seek took its place', 'AbortError')): void {
    this.#controller.abort(reason);
    this.#cancelStep?.();
    this.#settle.reject(reason);
  }

  #check(): void {
    const isOver = this.#isDone || this.#controller.signal.aborted;
    if (!this.#open || isOver || this.#cancelStep) return;
    if (this.#moves.size > 0 && !this.#next()) return;
    this.#step();
  }

  /** Goes on for one task. */
  #step(): void {
    this.#cancelStep = undefined;
    const next = this.#next();
    // What comes next is on its way: it goes on then.
    if (!next && this.#moves.size > 0) return;
    if (next && !next.pane.advance(next.move)) {
      this.#later();
      return;
    }
    if (next) {
      this.#moves.delete(next.pane);
      next.pane.arrive(this.playhead);
    }
    this.#isLanding = true;
    const isLast = this.#moves.size === 0;
    if (isLast) this.#isDone = true;
    else this.#later();
    if (isLast && this.#stall) this.#options.onStall(this.#stall.error);
    this.#options.onArrive(isLast);
    if (!isLast) return;
    if (this.#stall) this.#settle.reject(this.#stall.error);
    else this.#settle.resolve();
  }

  #later(): void {
    this.#cancelStep = this.#options.scheduler.soon(() => this.#step());
  }

  /** The first of those that are prepared; no other comes before the conversation. */
  #next(): { readonly pane: Pane; readonly move: Move } | undefined {
    const byRank = [...this.#moves].sort(([a], [b]) => a.rank - b.rank);
    for (const [pane, move] of byRank) {
      if (move) return { pane, move };
      if (pane.isStory) return undefined;
    }
    return undefined;
  }

  #lose(pane: Pane, error: unknown): void {
    if (this.#controller.signal.aborted || !this.#moves.has(pane)) return;
    if (!isPassing(error)) {
      this.#fail(error);
      return;
    }
    this.#stall ??= { error };
    pane.leaveBehind();
    this.#moves.delete(pane);
    this.#check();
  }

  #fail(error: unknown): void {
    this.#controller.abort();
    this.#cancelStep?.();
    this.#settle.reject(error);
    this.#options.onError(error);
  }
}
