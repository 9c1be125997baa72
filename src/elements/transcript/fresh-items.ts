import type { TranscriptItem } from '../../state/index.ts';

/** Which items appeared while playing: they fade in. After a seek nothing is fresh, so that nothing moves. */
export class FreshItems {
  readonly #fresh = new Set<string>();
  #items: readonly TranscriptItem[] = [];

  /** Takes the items of an update. */
  take(items: readonly TranscriptItem[], { playing }: { readonly playing: boolean }): void {
    const before = this.#items;
    this.#items = items;
    const last = before.at(-1);
    const goesOn = last !== undefined && items[before.length - 1]?.id === last.id;
    if (!goesOn || (!playing && items !== before)) this.#fresh.clear();
    if (!goesOn || !playing) return;
    for (const { id } of items.slice(before.length)) this.#fresh.add(id);
  }

  /** Whether the item with this id is fresh. */
  has(id: string): boolean {
    return this.#fresh.has(id);
  }

  /** Nothing is fresh any more. */
  clear(): void {
    this.#fresh.clear();
  }
}
