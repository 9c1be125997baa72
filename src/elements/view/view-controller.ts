import { ContextConsumer } from '@lit/context';
import type { LitElement, ReactiveController } from 'lit';
import { viewContext } from './view-context.ts';
import { FIRST_VIEW } from './view-state.ts';
import type { ViewState } from './view-state.ts';
import type { ReadableView } from './view-store.ts';

/**
 * Keeps one value selected from how the session is looked at, and updates its host when that value changes. Outside of a
 * player element it is that of the first look.
 */
export class ViewController<T> implements ReactiveController {
  readonly #host: LitElement;
  readonly #select: (state: ViewState) => T;
  readonly #consumer: ContextConsumer<typeof viewContext, LitElement>;
  #view: ReadableView | undefined;
  #unsubscribe: (() => void) | undefined;
  #value: T;

  constructor(host: LitElement, select: (state: ViewState) => T) {
    this.#host = host;
    this.#select = select;
    this.#value = select(FIRST_VIEW);
    this.#consumer = new ContextConsumer(host, {
      context: viewContext,
      subscribe: true,
      callback: (view) => this.#attach(view),
    });
    host.addController(this);
  }

  /** The selected value. */
  get value(): T {
    return this.#value;
  }

  hostConnected(): void {
    if (this.#consumer.value) this.#attach(this.#consumer.value);
  }

  hostDisconnected(): void {
    this.#unsubscribe?.();
    this.#unsubscribe = undefined;
    this.#view = undefined;
  }

  #attach(view: ReadableView): void {
    if (view === this.#view) return;
    this.#unsubscribe?.();
    this.#view = view;
    this.#unsubscribe = view.subscribe((state) => this.#take(state));
    this.#take(view.state);
  }

  #take(state: ViewState): void {
    const value = this.#select(state);
    if (Object.is(value, this.#value)) return;
    this.#value = value;
    this.#host.requestUpdate();
  }
}
