import { excerptOf } from './find-excerpt.ts';
import type { Excerpt } from './find-hit.ts';

/** Characters that are searched between two pauses. */
export const SLICE = 64 * 1024;
/** What looking at a text costs beside its characters, in characters. */
const TEXT_COST = 100;
/** Characters of a slice that are looked at again with the next one: more than any match is long. */
const OVERLAP = 1024;

/** Where a pattern was found in a text: `text.slice(start, end)`, and the line around it. */
export interface Match {
  readonly start: number;
  readonly end: number;
  readonly line: Excerpt;
}

/**
 * Looks for a pattern in texts of any length, a slice at a time, and lets others have their turn in between.
 */
export class Matcher {
  readonly #pattern: RegExp;
  readonly #pause: () => Promise<void> | void;
  #searched = 0;

  /** @param pattern - with the flag `g`; its matches are shorter than 1,024 characters */
  constructor(pattern: RegExp, pause: () => Promise<void> | void) {
    this.#pattern = pattern;
    this.#pause = pause;
  }

  /**
   * The matches in a text, in order.
   *
   * @param most - matches that are looked for at most
   */
  async find(text: string, most: number): Promise<Match[]> {
    const found: Match[] = [];
    // Behind the last match: two do not overlap.
    let free = 0;
    for (let start = 0; start < text.length && found.length < most; start += SLICE) {
      const isWhole = text.length <= SLICE;
      const slice = isWhole ? text : text.slice(Math.max(0, start - OVERLAP), start + SLICE + OVERLAP);
      const offset = isWhole ? 0 : Math.max(0, start - OVERLAP);
      this.#pattern.lastIndex = Math.max(start, free) - offset;
      for (;;) {
        const match = this.#pattern.exec(slice);
        const at = match ? match.index + offset : Infinity;
        if (!match || at >= start + SLICE || found.length >= most) break;
        free = at + match[0].length;
        found.push({ start: at, end: free, line: excerptOf(text, at, free) });
      }
      await this.count(Math.min(SLICE, text.length - start) + TEXT_COST);
    }
    return found;
  }

  /** Others have their turn when that many characters come to a slice with those before. */
  async count(characters: number): Promise<void> {
    this.#searched += characters;
    if (this.#searched < SLICE) return;
    this.#searched = 0;
    await this.#pause();
  }
}
