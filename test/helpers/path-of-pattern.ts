/**
 * A text that a pattern of paths matches, made of the pattern itself: literals, classes, groups with alternatives, which
 * the first of stands for, and quantifiers, of which as few are taken as there may be. Patterns of tools say no more.
 *
 * @param fill - what stands for a run of any characters: `[^/]+`
 * @throws {Error} for a pattern with anything else in it, or one that does not match what was made
 */
export function pathOfPattern(pattern: RegExp, fill = 'x1a2b3c4d'): string {
  const path = new Sampler(pattern.source, fill).alternatives();
  if (!pattern.test(path)) throw new Error(`made "${path}" of ${pattern.source}, which does not match it`);
  return path;
}

class Sampler {
  readonly #source: string;
  readonly #fill: string;
  readonly #groups: string[] = [];
  #at = 0;

  constructor(source: string, fill: string) {
    this.#source = source;
    this.#fill = fill;
  }

  /** The first of alternatives, up to the end of their group. */
  alternatives(): string {
    const first = this.#sequence();
    while (this.#takes('|')) this.#sequence();
    return first;
  }

  #sequence(): string {
    let text = '';
    while (this.#at < this.#source.length && !'|)'.includes(this.#source[this.#at]!))
      text += this.#repeated();
    return text;
  }

  #repeated(): string {
    const [one, isOpen] = this.#one();
    if (this.#takes('?') || this.#takes('*')) {
      this.#takes('?');
      return '';
    }
    if (this.#takes('+')) {
      this.#takes('?');
      return isOpen ? this.#fill : one;
    }
    const [counted, least] = /^\{(\d+)(?:,\d*)?\}/.exec(this.#source.slice(this.#at)) ?? [];
    if (counted === undefined) return one;
    this.#at += counted.length;
    return one.repeat(Number(least));
  }

  /** One character or group; and whether it can be many characters. */
  #one(): readonly [text: string, isOpen: boolean] {
    if (this.#takes('(')) return [this.#group(), false];
    if (this.#takes('[')) return this.#class();
    if (this.#takes('\\')) return this.#escape();
    const character = this.#source[this.#at++]!;
    if (character === '^' || character === '$') return ['', false];
    return character === '.' ? ['x', true] : [character, false];
  }

  #group(): string {
    const isLook = this.#takes('?!') || this.#takes('?=');
    const isCaptured = !isLook && !this.#takes('?:');
    const number = isCaptured ? this.#groups.push('') - 1 : undefined;
    const text = this.alternatives();
    if (!this.#takes(')')) throw new Error(`a group of ${this.#source} has no end that is known here`);
    if (number !== undefined) this.#groups[number] = text;
    return isLook ? '' : text;
  }

  #class(): readonly [string, boolean] {
    const end = this.#source.indexOf(']', this.#at + 1);
    const body = this.#source.slice(this.#at, end);
    this.#at = end + 1;
    if (body.startsWith('^') || body.includes('\\w')) return ['x', true];
    return [body.startsWith('\\d') ? '1' : body[0]!, false];
  }

  #escape(): readonly [string, boolean] {
    const character = this.#source[this.#at++]!;
    if (character === 'd') return ['1', false];
    if (character === 'w') return ['x', true];
    if (/[1-9]/.test(character)) return [this.#groups[Number(character) - 1] ?? '', false];
    return [character, false];
  }

  #takes(text: string): boolean {
    if (!this.#source.startsWith(text, this.#at)) return false;
    this.#at += text.length;
    return true;
  }
}
