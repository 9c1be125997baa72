/** How a session is looked at, for element tests: whatever the test sets. */
import { ContextProvider } from '@lit/context';
import { viewContext } from '#src/elements/view/view-context.ts';
import type { ViewState } from '#src/elements/view/view-state.ts';
import { ViewStore } from '#src/elements/view/view-store.ts';

export class FakeView {
  readonly #store = new ViewStore();

  /** @param change - what is otherwise than at the first look */
  constructor(change: Partial<ViewState> = {}) {
    this.set(change);
  }

  /** Replaces parts of the state and tells the subscribers. */
  set(change: Partial<ViewState>): void {
    this.#store.commit(change);
  }

  /** Gives it to everything that comes into `host` from now on. */
  provide(host: HTMLElement): void {
    new ContextProvider(host, { context: viewContext, initialValue: this.#store });
  }
}
