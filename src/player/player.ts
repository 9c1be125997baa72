import type { PlayerStore } from './player-store.ts';

/** Placeholder of the contract; see the player layer's brief. */
export abstract class Player {
  abstract readonly store: PlayerStore;
}
