/**
 * The messages of a log that is only appended to: a record with the id of an earlier one stands for it, and going
 * back takes messages away.
 */
export class LiveMessages<T> {
  #order: string[] = [];
  readonly #messages = new Map<string, { readonly value: T; readonly position: number }>();

  get(id: string): T | undefined {
    return this.#messages.get(id)?.value;
  }

  add(id: string, value: T): void {
    if (this.#messages.has(id)) return;
    this.#messages.set(id, { value, position: this.#order.length });
    this.#order.push(id);
  }

  /** Ids of the messages, in their order. */
  ids(): readonly string[] {
    return this.#order;
  }

  /**
   * Takes a message and all after it away; all messages, when none has the id.
   *
   * @returns what was taken away, in order
   */
  rewindTo(id: string): readonly T[] {
    const position = this.#messages.get(id)?.position ?? 0;
    const dropped = this.#order.slice(position).map((other) => this.#messages.get(other)!.value);
    for (const other of this.#order.slice(position)) this.#messages.delete(other);
    this.#order = this.#order.slice(0, position);
    return dropped;
  }
}

/** An id that tells messages apart; programs that mask secrets take ids for some. */
export function messageId(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' && !/^\W{0,4}redacted\W{0,4}$/i.test(value)
    ? value
    : undefined;
}
