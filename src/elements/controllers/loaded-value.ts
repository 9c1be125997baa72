import type { LitElement } from 'lit';

/** What has become of a value that is loaded. `value` is the newest there is, while the next one is on its way too. */
export interface Loaded<T> {
  readonly status: 'loading' | 'ready' | 'failed';
  readonly value: T | undefined;
}

/**
 * A value that its host loads when it needs it and shows when it is there. Only the newest request counts.
 */
export class LoadedValue<T> {
  readonly #host: LitElement;
  #key: unknown;
  #state: Loaded<T> = { status: 'loading', value: undefined };

  constructor(host: LitElement) {
    this.#host = host;
  }

  /**
   * The value for `key`; `load` is called when the key is another than the last time.
   *
   * @param options - `keep`: the value of the key before is better than none until the new one has come
   */
  get(key: unknown, load: () => Promise<T>, { keep = false }: { readonly keep?: boolean } = {}): Loaded<T> {
    if (Object.is(key, this.#key)) return this.#state;
    this.#key = key;
    this.#state = { status: 'loading', value: keep ? this.#state.value : undefined };
    load().then(
      (value) => this.#settle(key, { status: 'ready', value }),
      () => this.#settle(key, { status: 'failed', value: undefined }),
    );
    return this.#state;
  }

  /** Loads again what could not be loaded, when it is next asked for. */
  retry(): void {
    if (this.#state.status === 'failed') this.#key = undefined;
  }

  #settle(key: unknown, state: Loaded<T>): void {
    if (!Object.is(key, this.#key)) return;
    this.#state = state;
    this.#host.requestUpdate();
  }
}
