/** What the reader has opened and closed, by the names of parts; a part is named by its item's id, then a space. */
export class OpenParts {
  readonly #open = new Map<string, boolean>();
  readonly #versions = new Map<string, number>();

  /** Whether a part is open: as the reader left it, or else by default. */
  isOpen(part: string, byDefault: boolean): boolean {
    return this.#open.get(part) ?? byDefault;
  }

  /** @returns whether that changed anything */
  set(part: string, open: boolean): boolean {
    if (this.#open.get(part) === open) return false;
    this.#open.set(part, open);
    const id = part.split(' ', 1)[0]!;
    this.#versions.set(id, this.version(id) + 1);
    return true;
  }

  /**
   * Opens an item that the reader was led to.
   *
   * @param whole - something was found in it: all of it is drawn, so that it can be seen there
   */
  openAt(id: string, { whole }: { readonly whole: boolean }): void {
    this.set(id, true);
    if (!whole) return;
    this.set(`${id} all`, true);
    this.set(`${id} whole`, true);
  }

  /** The reader was led elsewhere: of a long item only what is near the view is drawn again. */
  leave(id: string): void {
    this.set(`${id} whole`, false);
  }

  /** Grows with every part of the item that is opened or closed. */
  version(id: string): number {
    return this.#versions.get(id) ?? 0;
  }

  /** Forgets what was opened and closed. */
  clear(): void {
    this.#open.clear();
    this.#versions.clear();
  }
}
