/**
 * The messages of a log that is only appended to: a record with the id of an earlier one stands for it, and going
 * back takes messages away.
 */
export class LiveMessages<T> {
  readonly #order: string[] = [];
  readonly #messages = new Map<string, { readonly value: T; readonly position: number }>();

  get(id: string): T | undefined {
    return this.#messages.get(id)?.value;
  }

  add(id: string, value: T): void {
    if (this.#messages.has(id)) return;
    this.#messages.set(id, { value, position: this.#order.length });
    this.#order.push(id);
  }

  /**
   * Takes away all messages but some.
   *
   * @returns how many were taken away
   */
  retain(ids: ReadonlySet<string | undefined>): number {
    const all = this.#order.splice(0).map((id) => [id, this.#messages.get(id)!.value] as const);
    this.#messages.clear();
    for (const [id, value] of all) if (ids.has(id)) this.add(id, value);
    return all.length - this.#order.length;
  }

  /**
   * Takes a message and all after it away; all messages, when none has the id.
   *
   * @returns what was taken away, in order
   */
  rewindTo(id: string): readonly T[] {
    const position = this.#messages.get(id)?.position ?? 0;
    const ids = this.#order.splice(position);
    const dropped = ids.map((other) => this.#messages.get(other)!.value);
    for (const other of ids) this.#messages.delete(other);
    return dropped;
  }
}

/** An id that tells messages apart; programs that mask secrets take ids for some. */
export function messageId(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' && !/^\W{0,4}redacted\W{0,4}$/i.test(value)
    ? value
    : undefined;
}
