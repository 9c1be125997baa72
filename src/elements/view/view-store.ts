import { FIRST_VIEW } from './view-state.ts';
import type { ViewState } from './view-state.ts';

/** Read side of how a session is looked at. */
export interface ReadableView {
  /** The current value: frozen, the same object until something changes. */
  readonly state: ViewState;
  /**
   * Calls `listener` after every change.
   *
   * @returns a function that ends the subscription
   */
  subscribe(listener: (state: ViewState) => void): () => void;
}

/** The store with its write side, which the player element keeps to itself. */
export class ViewStore implements ReadableView {
  #state = FIRST_VIEW;
  readonly #listeners = new Set<(state: ViewState) => void>();

  get state(): ViewState {
    return this.#state;
  }

  subscribe(listener: (state: ViewState) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Replaces parts of the value and tells the subscribers, unless every part is what it was. */
  commit(change: Partial<ViewState>): void {
    const keys = Object.keys(change) as (keyof ViewState)[];
    if (keys.every((key) => Object.is(change[key], this.#state[key]))) return;
    this.#state = Object.freeze({ ...this.#state, ...change });
    for (const listener of [...this.#listeners]) listener(this.#state);
  }
}
