/** Longest expression of an own rule. */
const MAX_PATTERN = 1000;
/** Most repetitions that a count may name. */
const MAX_COUNT = 2000;
/** Most ways in which all counts and alternatives together may go on from one place of a text. */
const MAX_WAYS = 400;

/**
 * Checks that an expression takes bounded time at each place of a text: nothing repeats without end, nothing repeats that has choices
 * in it, and the choices of all its parts together stay few. So no text can make it hang.
 *
 * @returns what is wrong with it and what to write, or `undefined`
 */
export function problemOfPattern(pattern: string): string | undefined {
  if (pattern.length > MAX_PATTERN) {
    return `is longer than ${MAX_PATTERN} characters: make several rules of it`;
  }
  if (/\\[1-9]|\\k</.test(pattern)) {
    return 'refers back to a group, which can take very long: write the text out';
  }
  return new PatternWalk(pattern).problem();
}

/** A group that is open. */
interface Group {
  alternatives: number;
  /** Something in it can be matched in several ways, or repeats. */
  hasChoice: boolean;
}

/** Goes through an expression, a part at a time. */
class PatternWalk {
  readonly #pattern: string;
  readonly #groups: Group[] = [{ alternatives: 1, hasChoice: false }];
  #at = 0;
  #ways = 1;
  /** Whether the last part has choices; `undefined` where there is none to repeat. */
  #last: boolean | undefined;

  constructor(pattern: string) {
    this.#pattern = pattern;
  }

  problem(): string | undefined {
    while (this.#at < this.#pattern.length) {
      const problem = this.#step(this.#pattern[this.#at]!);
      if (problem !== undefined) return problem;
      this.#at++;
      if (this.#ways > MAX_WAYS) {
        return `can go on in more than ${MAX_WAYS} ways from one place: write smaller counts, exact ones as in {32}, or several rules`;
      }
    }
    return undefined;
  }

  #step(character: string): string | undefined {
    switch (character) {
      case '*':
      case '+':
        return `repeats without end at character ${this.#at + 1} (“${character}”): write how often at most, as in {1,80}`;
      case '{':
      case '?':
        return this.#count();
      case '(':
        this.#groups.push({ alternatives: 1, hasChoice: false });
        this.#last = undefined;
        return undefined;
      case ')':
        this.#close();
        return undefined;
      case '|':
        this.#groups.at(-1)!.alternatives++;
        this.#last = undefined;
        return undefined;
      case '[':
        this.#at = endOfClass(this.#pattern, this.#at);
        break;
      case '\\':
        this.#at++;
    }
    this.#last = false;
    return undefined;
  }

  #close(): void {
    const { alternatives, hasChoice } = this.#groups.pop() ?? { alternatives: 1, hasChoice: false };
    if (this.#groups.length === 0) this.#groups.push({ alternatives: 1, hasChoice: false });
    this.#ways *= alternatives;
    this.#last = hasChoice || alternatives > 1;
    this.#groups.at(-1)!.hasChoice ||= this.#last;
  }

  /** `{3}`, `{1,80}`, `?`, each also with a `?` behind it, which asks for the shortest. */
  #count(): string | undefined {
    const place = `at character ${this.#at + 1}`;
    const count = /^(?:\{(\d{1,6})(?:(,)(\d{0,6}))?\}|\?)/.exec(this.#pattern.slice(this.#at));
    // A brace that counts nothing, or the mark of a group: `(?:`.
    if (!count || this.#last === undefined) return undefined;
    const [whole, least = '0', comma, upper] = count;
    if (comma !== undefined && upper === '') {
      return `repeats without end ${place} (“${whole}”): write how often at most, as in {${least},80}`;
    }
    const most = whole === '?' ? 1 : Number(upper ?? least);
    if (most > MAX_COUNT) return `repeats more than ${MAX_COUNT} times ${place}: write a smaller count`;
    if (most > 1 && this.#last) {
      return `repeats something that repeats itself or has choices ${place}: write the inner part out`;
    }
    const ways = most - Number(least) + 1;
    this.#ways *= Math.max(1, ways);
    this.#groups.at(-1)!.hasChoice ||= most > 1 || ways > 1;
    this.#at += whole.length - 1;
    if (this.#pattern[this.#at + 1] === '?') this.#at++;
    this.#last = undefined;
    return undefined;
  }
}

function endOfClass(pattern: string, start: number): number {
  for (let i = start + 1; i < pattern.length; i++) {
    if (pattern[i] === '\\') i++;
    else if (pattern[i] === ']') return i;
  }
  return pattern.length;
}
