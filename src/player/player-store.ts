import type { PlayerState } from './player-state.ts';

/** Read side of the player's state. Only `Player` writes; everybody else subscribes. */
export interface PlayerStore {
  /** The current state: frozen, the same object until something changes. */
  readonly state: PlayerState;
  /**
   * Calls `listener` after every change, at most once a commit.
   *
   * @returns a function that ends the subscription
   */
  subscribe(listener: (state: PlayerState) => void): () => void;
}

/** State of a player without a source. */
export const EMPTY_STATE: PlayerState = Object.freeze({
  status: 'empty',
  error: undefined,
  headOnly: false,
  source: undefined,
  manifest: undefined,
  timeline: undefined,
  notes: [],
  diagnostics: [],
  holes: [],
  stalled: undefined,
  paused: true,
  ended: false,
  seeking: false,
  waiting: false,
  behind: false,
  loop: false,
  rate: 1,
  clock: 'wall',
  clocks: [],
  lengths: {},
  time: 0,
  position: 0,
  duration: 0,
  timeMap: undefined,
  range: undefined,
  buffered: [],
  transcripts: new Map(),
  terminals: new Map(),
  changes: undefined,
} satisfies PlayerState);

/** The store with its write side, which the player keeps to itself. */
export class StateStore implements PlayerStore {
  #state = EMPTY_STATE;
  readonly #listeners = new Set<(state: PlayerState) => void>();

  /** The current state. */
  get state(): PlayerState {
    return this.#state;
  }

  /** As `PlayerStore.subscribe`. */
  subscribe(listener: (state: PlayerState) => void): () => void {
    // A function of its own, so that subscribing one twice makes two subscriptions.
    const own = (state: PlayerState): void => listener(state);
    this.#listeners.add(own);
    return () => this.#listeners.delete(own);
  }

  /** Replaces parts of the state and tells the subscribers, unless every part is what it was. */
  commit(change: Partial<PlayerState>): void {
    const keys = Object.keys(change) as (keyof PlayerState)[];
    if (keys.every((key) => Object.is(change[key], this.#state[key]))) return;
    this.#state = Object.freeze({ ...this.#state, ...change });
    for (const listener of [...this.#listeners]) {
      try {
        // Not the state of this commit: a listener before may have caused a newer one.
        listener(this.#state);
      } catch (error) {
        // One bad listener must not stop playback; its error goes where uncaught errors go.
        queueMicrotask(() => {
          throw error;
        });
      }
    }
  }
}
