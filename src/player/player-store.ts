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
