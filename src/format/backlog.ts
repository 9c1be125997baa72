/**
 * Uncompressed bytes that may be on their way through a deflater before whoever writes has to wait: eight segments, enough
 * for the threads that Node compresses with, at about twice that much memory.
 */
export const MAX_BACKLOG = 2 * 2 ** 20;

/** Segments that are being compressed beside the thread which writes them. */
export class Backlog {
  readonly #works = new Set<Promise<void>>();
  #size = 0;
  #failure: { readonly error: unknown } | undefined;

  /**
   * Takes a piece of work.
   *
   * @param size - bytes that it holds until it is done
   */
  add(size: number, work: Promise<void>): void {
    this.#size += size;
    const settled: Promise<void> = work
      .catch((error: unknown) => {
        this.#failure ??= { error };
      })
      .then(() => {
        this.#works.delete(settled);
        this.#size -= size;
      });
    this.#works.add(settled);
  }

  /**
   * A promise where so much is waiting that nothing should be added until it is kept; else `undefined`, at no cost.
   *
   * @throws what a piece of work threw, by the promise
   */
  room(): Promise<void> | undefined {
    return this.#size > MAX_BACKLOG ? this.#makeRoom() : undefined;
  }

  /**
   * Waits until everything is done.
   *
   * @throws what a piece of work threw
   */
  async finish(): Promise<void> {
    await this.settle();
    if (this.#failure) throw this.#failure.error;
  }

  /** As `finish`, and never fails: for whoever gives up. */
  async settle(): Promise<void> {
    await Promise.all(this.#works);
  }

  async #makeRoom(): Promise<void> {
    while (this.#size > MAX_BACKLOG) await Promise.race(this.#works);
    if (this.#failure) throw this.#failure.error;
  }
}
