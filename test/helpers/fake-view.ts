/** How a session is looked at, for element tests: whatever the test sets and what elements ask for. */
import { ContextProvider } from '@lit/context';
import { viewContext } from '#src/elements/view/view-context.ts';
import type { ViewState } from '#src/elements/view/view-state.ts';
import { ViewStore } from '#src/elements/view/view-store.ts';

export class FakeView {
  /** Changes that were asked for, oldest first. */
  readonly requests: Partial<ViewState>[] = [];
  readonly #store = new ViewStore();

  /** @param change - what is otherwise than at the first look */
  constructor(change: Partial<ViewState> = {}) {
    this.set(change);
  }

  get state(): ViewState {
    return this.#store.state;
  }

  /** Replaces parts of the state and tells the subscribers. */
  set(change: Partial<ViewState>): void {
    this.#store.commit(change);
  }

  /** Gives it to everything that comes into `host` from now on, and does what is asked for there. */
  provide(host: HTMLElement): void {
    new ContextProvider(host, { context: viewContext, initialValue: this.#store });
    host.addEventListener('reprise-view-request', ({ detail }) => {
      this.requests.push(detail);
      this.set(detail);
    });
  }
}

/** `<fake-view>`: provides a view to what is inside. */
export class FakeViewElement extends HTMLElement {
  readonly #view = new FakeView();

  constructor() {
    super();
    this.#view.provide(this);
  }

  /** As those of `FakeView`. */
  get requests(): readonly Partial<ViewState>[] {
    return this.#view.requests;
  }

  get state(): ViewState {
    return this.#view.state;
  }

  set(change: Partial<ViewState>): void {
    this.#view.set(change);
  }
}

customElements.define('fake-view', FakeViewElement);

declare global {
  interface HTMLElementTagNameMap {
    'fake-view': FakeViewElement;
  }
}
