import { textKey } from '../sources/text-key.ts';

/** Texts of a generation; two generations are remembered. */
const GENERATION = 50_000;

/** Shorter texts are not worth remembering. */
const MIN_LENGTH = 24;

/** Texts that were said lately, by their hash: tools write most things twice, one soon after the other. */
export class RecentTexts {
  #young = new Set<string>();
  #old = new Set<string>();

  add(text: string): void {
    if (text.length < MIN_LENGTH) return;
    this.#young.add(textKey(text));
    if (this.#young.size < GENERATION) return;
    this.#old = this.#young;
    this.#young = new Set();
  }

  /** Adds every string in a value. */
  addAll(value: unknown): void {
    if (typeof value === 'string') this.add(value);
    else if (typeof value === 'object' && value !== null) {
      for (const child of Object.values(value)) this.addAll(child);
    }
  }

  has(text: string): boolean {
    if (text.length < MIN_LENGTH) return false;
    const key = textKey(text);
    return this.#young.has(key) || this.#old.has(key);
  }
}
