/** An item of an export, and what was found wrong in the export before it. */
export interface WalkedItem<T> {
  readonly item: T;
  readonly flaws: readonly string[];
}

/**
 * A walk through an export that goes on where it was left: whoever asks for one item after another, in their order and each
 * as often as needed, reads the export once and not once for each of them. Holds the item that was found last.
 */
export class ExportWalk<T> {
  readonly #start: (note: (message: string) => void) => AsyncIterator<T>;
  readonly #matches: (item: T, id: string | undefined) => boolean;
  #items: AsyncIterator<T> | undefined;
  #flaws: string[] = [];
  #last: WalkedItem<T> | undefined;
  #turn: Promise<unknown> = Promise.resolve();

  /**
   * @param start - reads the export from its beginning, and says what is wrong in it
   * @param matches - whether an item is the one that is asked for; without an id the first is
   */
  constructor(
    start: (note: (message: string) => void) => AsyncIterator<T>,
    matches: (item: T, id: string | undefined) => boolean,
  ) {
    this.#start = start;
    this.#matches = matches;
  }

  /**
   * The first item of an id; of no id, the first of the export. One after another, if several ask at once.
   *
   * @throws what reading the export throws, after which it begins anew; the reason of the signal
   */
  find(id: string | undefined, signal: AbortSignal | undefined): Promise<WalkedItem<T> | undefined> {
    const found = this.#turn.then(() => this.#find(id, signal));
    this.#turn = found.catch(() => undefined);
    return found;
  }

  async #find(id: string | undefined, signal: AbortSignal | undefined): Promise<WalkedItem<T> | undefined> {
    if (id !== undefined && this.#last && this.#matches(this.#last.item, id)) return this.#last;
    try {
      const ahead = id === undefined ? undefined : await this.#goOn(id, signal);
      if (ahead) return ahead;
      // It stands before what was found last, or nowhere.
      this.#beginAnew();
      return await this.#goOn(id, signal);
    } catch (error) {
      this.#beginAnew();
      throw error;
    }
  }

  async #goOn(id: string | undefined, signal: AbortSignal | undefined): Promise<WalkedItem<T> | undefined> {
    this.#items ??= this.#start((message) => this.#flaws.push(message));
    for (;;) {
      signal?.throwIfAborted();
      const next = await this.#items.next();
      if (next.done) return undefined;
      if (!this.#matches(next.value, id)) continue;
      this.#last = { item: next.value, flaws: [...this.#flaws] };
      return this.#last;
    }
  }

  #beginAnew(): void {
    this.#items = undefined;
    this.#flaws = [];
    this.#last = undefined;
  }
}
