import { textHash } from '../sources/text-key.ts';

/** Texts of a generation; two generations are remembered. */
const GENERATION = 50_000;

/** Shorter texts are not worth remembering. */
const MIN_LENGTH = 24;

/** Texts that were told lately, by their hash: tools write most things twice, one soon after the other. */
export class RecentTexts {
  #young = new Set<number>();
  #old = new Set<number>();

  /** Adds a text; one of less than 24 characters is not remembered. Returns whether it was told lately already. */
  add(text: string): boolean {
    if (text.length < MIN_LENGTH) return false;
    const hash = textHash(text);
    if (this.#young.has(hash)) return true;
    const isOld = this.#old.has(hash);
    this.#young.add(hash);
    if (this.#young.size >= GENERATION) {
      this.#old = this.#young;
      this.#young = new Set();
    }
    return isOld;
  }

  /** Adds every string in a value. */
  addAll(value: unknown): void {
    if (typeof value === 'string') this.add(value);
    else if (Array.isArray(value)) for (const item of value as unknown[]) this.addAll(item);
    else if (typeof value === 'object' && value !== null) {
      for (const child of Object.values(value)) this.addAll(child);
    }
  }

  /** Whether a text of 24 characters or more is among the last 50,000 or so. */
  has(text: string): boolean {
    if (text.length < MIN_LENGTH) return false;
    const hash = textHash(text);
    return this.#young.has(hash) || this.#old.has(hash);
  }
}
