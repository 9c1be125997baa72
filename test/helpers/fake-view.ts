/** The view of a player for element tests: it becomes what elements ask for, and their requests are recorded. */
import { ContextProvider } from '@lit/context';
import { viewContext } from '#src/elements/view/view-context.ts';
import type { ViewState } from '#src/elements/view/view-state.ts';
import { ViewStore } from '#src/elements/view/view-store.ts';

/** `<fake-view>`: provides the view to what is inside. */
export class FakeView extends HTMLElement {
  /** Changes that were asked for, oldest first. */
  readonly requests: Partial<ViewState>[] = [];
  readonly #store = new ViewStore();

  constructor() {
    super();
    new ContextProvider(this, { context: viewContext, initialValue: this.#store });
    this.addEventListener('reprise-view-request', ({ detail }) => {
      this.requests.push(detail);
      this.set(detail);
    });
  }

  get state(): ViewState {
    return this.#store.state;
  }

  /** Looks at the session in another way. */
  set(change: Partial<ViewState>): void {
    this.#store.commit(change);
  }
}

customElements.define('fake-view', FakeView);

declare global {
  interface HTMLElementTagNameMap {
    'fake-view': FakeView;
  }
}
