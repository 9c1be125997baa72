import type { Level } from '../rule.ts';
import { digitsOf } from '../values/entropy.ts';
import { isPlaceholder } from '../values/placeholder.ts';
import { isNoWord, isRandom } from '../values/value-shape.ts';
import { LiteralSearch, MIN_LITERAL } from './literal-search.ts';
import { decodedFormsOf, formsOf } from './value-forms.ts';

/** A value that is masked in an archive. */
export interface MaskedValue {
  readonly value: string;
  /** Class of the secret: `github-token`. */
  readonly type: string;
  /** The rule that found it first; `seed` where it came from an earlier pass. */
  readonly rule: string;
  readonly level: Level;
  /** What stands in its place: `[github-token-1]`. */
  readonly placeholder: string;
  /** In how many places it was replaced. */
  readonly count: number;
}

/** A place where a known value stands. */
export interface KnownHit {
  readonly start: number;
  readonly end: number;
  readonly known: KnownValue;
}

/** Where else a value is looked for: anywhere, as a word of its own, or nowhere because it is a word that means other things too. */
type Reach = 'anywhere' | 'word' | 'nowhere';

/** A value with its count, which grows. */
export interface KnownValue extends MaskedValue {
  count: number;
}

interface Form {
  readonly known: KnownValue;
  readonly reach: Reach;
  readonly isPlain: boolean;
}

/** Most values of one archive: what has more is no session but a list of secrets. */
const MAX_VALUES = 20_000;

/** Fewest characters of a value that are shown before an ellipsis and are still it. */
const MIN_CUT = 10;

/** The secrets of an archive: each has one placeholder, and each is found again wherever it stands. */
export class KnownValues {
  readonly #byValue = new Map<string, KnownValue>();
  readonly #numbers = new Map<string, number>();
  readonly #search = new LiteralSearch<Form>();

  get size(): number {
    return this.#byValue.size;
  }

  /** All values, in the order of their first appearance. */
  get all(): readonly MaskedValue[] {
    return [...this.#byValue.values()];
  }

  /** Whether a value is masked. */
  has(value: string): boolean {
    return this.#byValue.has(value);
  }

  /** @returns the value with its placeholder, which is made when it is new */
  add(value: string, found: { type: string; rule: string; level: Level; placeholder?: string }): KnownValue {
    const known = this.#byValue.get(value);
    if (known) return known;
    const added: KnownValue = {
      value,
      type: found.type,
      rule: found.rule,
      level: found.level,
      placeholder: found.placeholder ?? this.#nextPlaceholder(found.type),
      count: 0,
    };
    if (found.placeholder !== undefined) this.#noteNumber(found.placeholder);
    if (this.#byValue.size >= MAX_VALUES) return added;
    this.#byValue.set(value, added);
    this.#searchFor(added);
    return added;
  }

  /** Finds the known values in a text, in any of their forms, in order and without overlaps. */
  search(text: string): readonly KnownHit[] {
    return this.#search
      .search(
        text,
        ({ reach }, start, end) => reach === 'anywhere' || isWord(text, start, end),
        (literal, { isPlain }, start) => (isPlain ? lengthOfCut(text, start, literal) : 0),
      )
      .map(({ start, end, item }) => ({ start, end, known: item.known }));
  }

  #searchFor(known: KnownValue): void {
    const reach = reachOf(known);
    if (reach === 'nowhere') return;
    for (const [at, form] of formsOf(known.value).entries()) {
      this.#search.add(form, { known, reach: at === 0 ? reach : 'anywhere', isPlain: at === 0 });
    }
    for (const decoded of decodedFormsOf(known.value)) {
      const reachOfDecoded = reachOf({ ...known, value: decoded });
      if (reachOfDecoded !== 'nowhere')
        this.#search.add(decoded, { known, reach: reachOfDecoded, isPlain: true });
    }
  }

  #nextPlaceholder(type: string): string {
    const number = (this.#numbers.get(type) ?? 0) + 1;
    this.#numbers.set(type, number);
    return `[${type}-${number}]`;
  }

  /** Numbers of an earlier pass are not given again. */
  #noteNumber(placeholder: string): void {
    const match = /^\[(.+)-(\d{1,9})\]$/.exec(placeholder);
    if (!match) return;
    this.#numbers.set(match[1]!, Math.max(this.#numbers.get(match[1]!) ?? 0, Number(match[2])));
  }
}

function reachOf({ value, level, rule }: MaskedValue): Reach {
  if (value.length < MIN_LITERAL || isPlaceholder(value)) return 'nowhere';
  if (
    value.length >= 8 &&
    (level === 'certain' || isRandom(value) || isNoWord(value) || value.includes('\n'))
  )
    return 'anywhere';
  if (value.length >= 20 && /[a-z] [a-z]/.test(value)) return 'anywhere';
  const hasSigns = digitsOf(value) > 0 || /[^A-Za-z0-9_-]/.test(value);
  // What the author has named is looked for even where it is a word.
  return rule === 'seed' || (hasSigns && /[A-Za-z]/.test(value)) ? 'word' : 'nowhere';
}

function isWord(text: string, start: number, end: number): boolean {
  const isInner = (character: string | undefined): boolean =>
    character !== undefined && /[A-Za-z0-9]/.test(character);
  return !isInner(text[start - 1]) && !isInner(text[end]);
}

/** How much of a value stands before an ellipsis, where that is enough to be it; else 0. */
function lengthOfCut(text: string, start: number, value: string): number {
  let length = MIN_LITERAL;
  while (length < value.length && text[start + length] === value[length]) length++;
  if (length < MIN_CUT) return 0;
  return text[start + length] === '…' || text.startsWith('...', start + length) ? length : 0;
}
