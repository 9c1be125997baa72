import { NumberMap } from '../../format/index.ts';
import { textHash } from './text-key.ts';

/**
 * Whole numbers of 0 or more by texts, of very many of which one does not want to hold the characters: ids of records. A text
 * costs some 20 bytes whatever its length, and two of them could only be taken for one as `textHash` says.
 */
export class TextIndex {
  readonly #values = new NumberMap();

  /** Texts in it. */
  get size(): number {
    return this.#values.size;
  }

  get(text: string): number | undefined {
    return this.#values.get(textHash(text));
  }

  /** As `get`, of a text whose hash was kept in its place. */
  ofHash(hash: number): number | undefined {
    return this.#values.get(hash);
  }

  has(text: string): boolean {
    return this.#values.has(textHash(text));
  }

  /** @param value - integer, 0 … 2^31−1 */
  set(text: string, value: number): void {
    this.#values.set(textHash(text), value);
  }
}
