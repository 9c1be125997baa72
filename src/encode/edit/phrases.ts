import { textsIn } from './texts-in.ts';

/** Words that stand together in a phrase. */
const LENGTH = 4;
/** A word that is as telling as a phrase: a name, a key, a number. */
const TELLING = /^(?=.*[\d_./-]).{8,}$|^.{16,}$/u;
/** Phrases that are looked for at most, of all texts together. */
const MAX_PHRASES = 500_000;

/**
 * Finds out which texts quote what was cut: texts that have a phrase (some words in a row, or one telling word) of it
 * which nothing that stays has.
 *
 * `watch` each text, then tell what is cut and what stays, then ask. Memory: the phrases of the texts that are watched.
 */
export class Phrases {
  readonly #watched = new Map<string, 'cut' | 'kept' | undefined>();

  /** A text that will be asked for. */
  watch(value: unknown): void {
    for (const text of textsIn(value)) {
      for (const phrase of phrasesOf(text)) {
        if (this.#watched.size >= MAX_PHRASES) return;
        this.#watched.set(phrase, undefined);
      }
    }
  }

  /** Something that was cut. */
  cut(value: unknown): void {
    this.#note(value, 'cut');
  }

  /** Something that stays. */
  keep(value: unknown): void {
    this.#note(value, 'kept');
  }

  /** Whether a text that was watched quotes what was cut. */
  quotes(value: unknown): boolean {
    for (const text of textsIn(value)) {
      for (const phrase of phrasesOf(text)) if (this.#watched.get(phrase) === 'cut') return true;
    }
    return false;
  }

  #note(value: unknown, fate: 'cut' | 'kept'): void {
    if (this.#watched.size === 0) return;
    for (const text of textsIn(value)) {
      const words = wordsOf(text);
      for (const index of words.keys()) {
        for (let end = index + 1; end <= Math.min(index + LENGTH, words.length); end += 1) {
          const phrase = words.slice(index, end).join(' ');
          if (this.#watched.has(phrase) && this.#watched.get(phrase) !== 'kept')
            this.#watched.set(phrase, fate);
        }
      }
    }
  }
}

function* phrasesOf(text: string): Generator<string, void> {
  const words = wordsOf(text);
  for (const [index, word] of words.entries()) {
    if (TELLING.test(word)) yield word;
    if (index + LENGTH <= words.length) yield words.slice(index, index + LENGTH).join(' ');
  }
  // A text of a few words is a phrase as it is.
  if (words.length > 0 && words.length < LENGTH) yield words.join(' ');
}

function wordsOf(text: string): readonly string[] {
  return text
    .toLowerCase()
    .split(/[^\p{L}\p{N}_./-]+/u)
    .map((word) => word.replace(/^[./-]+|[./-]+$/g, ''))
    .filter((word) => word !== '');
}
