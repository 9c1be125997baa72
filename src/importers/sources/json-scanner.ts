/** How far a scan came. */
export type JsonScan =
  /** The value ends before `end`. */
  | { readonly kind: 'whole'; readonly end: number }
  /** No JSON has what stands at `at` in this place. */
  | { readonly kind: 'broken'; readonly at: number }
  /** The text ends within the value. */
  | { readonly kind: 'open' };

/** What may come next outside strings. */
type Expected = 'value' | 'value-or-end' | 'key' | 'key-or-end' | 'colon' | 'comma-or-end';

interface Container {
  readonly isObject: boolean;
  /** Where it begins in the text that is scanned. */
  readonly start: number;
}

/** Keys that are remembered of the outermost object. */
const MAX_KEYS = 100;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/**
 * Follows the grammar of an object or array, to find where it ends, or where something else begins in it: what
 * `JSON.parse` does not say. Names, numbers and escapes are not checked. Time: once over the text.
 */
export class JsonScanner {
  readonly #open: Container[] = [];
  readonly #keys: string[] = [];
  #expected: Expected = 'value';
  #isInString = false;
  #isEscaped = false;
  #stringStart = 0;
  #lastClosed: { readonly start: number; readonly end: number } | undefined;

  /** Whether the text ends within a string. */
  get isInString(): boolean {
    return this.#isInString;
  }

  /** The keys of the outermost object so far, with their quotes. */
  get keys(): readonly string[] {
    return this.#keys;
  }

  /** Place of the container that was closed last, in the text scanned last. */
  get lastClosed(): { readonly start: number; readonly end: number } | undefined {
    return this.#lastClosed;
  }

  /** Goes on with a text, which follows what was scanned before. */
  scan(text: string, from = 0): JsonScan {
    let at = from;
    while (at < text.length) {
      if (this.#isInString) {
        at = this.#string(text, at);
        continue;
      }
      const code = text.charCodeAt(at);
      if (code <= 0x20) at += 1;
      else if (isLiteral(code)) {
        if (!this.#value()) return { kind: 'broken', at };
        while (at < text.length && isLiteral(text.charCodeAt(at))) at += 1;
      } else {
        if (!this.#sign(text[at]!, at)) return { kind: 'broken', at };
        at += 1;
        if (this.#open.length === 0) return { kind: 'whole', end: at };
      }
    }
    return { kind: 'open' };
  }

  /** To the end of the string, or of the text. */
  #string(text: string, from: number): number {
    for (let at = from; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (this.#isEscaped) this.#isEscaped = false;
      else if (code === BACKSLASH) this.#isEscaped = true;
      else if (code === QUOTE) {
        this.#isInString = false;
        if (this.#expected === 'colon' && this.#open.length === 1 && this.#keys.length < MAX_KEYS)
          this.#keys.push(text.slice(this.#stringStart, at + 1));
        return at + 1;
      }
    }
    return text.length;
  }

  /** Takes a character that stands for itself; `false`: it cannot stand here. */
  #sign(sign: string, at: number): boolean {
    switch (sign) {
      case '{':
      case '[':
        return this.#begin(sign === '{', at);
      case '}':
      case ']':
        return this.#end(sign === '}', at);
      case '"':
        return this.#beginString(at);
      case ':':
        if (this.#expected !== 'colon') return false;
        this.#expected = 'value';
        return true;
      case ',':
        if (this.#expected !== 'comma-or-end') return false;
        this.#expected = this.#open.at(-1)!.isObject ? 'key' : 'value';
        return true;
      default:
        return false;
    }
  }

  #begin(isObject: boolean, start: number): boolean {
    if (!this.#value()) return false;
    this.#open.push({ isObject, start });
    this.#expected = isObject ? 'key-or-end' : 'value-or-end';
    return true;
  }

  #end(isObject: boolean, at: number): boolean {
    const container = this.#open.at(-1);
    const isAllowed = this.#expected === 'comma-or-end' || this.#expected.endsWith('-or-end');
    if (!container || container.isObject !== isObject || !isAllowed) return false;
    this.#open.pop();
    this.#lastClosed = { start: container.start, end: at + 1 };
    this.#expected = 'comma-or-end';
    return true;
  }

  #beginString(at: number): boolean {
    const isKey = this.#expected === 'key' || this.#expected === 'key-or-end';
    if (isKey) this.#expected = 'colon';
    else if (this.#open.length === 0 || !this.#value()) return false;
    this.#isInString = true;
    this.#stringStart = at;
    return true;
  }

  #value(): boolean {
    if (this.#expected !== 'value' && this.#expected !== 'value-or-end') return false;
    this.#expected = 'comma-or-end';
    return true;
  }
}

/** What numbers, `true`, `false` and `null` are made of. */
function isLiteral(code: number): boolean {
  return (
    (code >= 0x30 && code <= 0x39) ||
    (code >= 0x61 && code <= 0x7a) ||
    code === 0x2b ||
    code === 0x2d ||
    code === 0x2e ||
    code === 0x45
  );
}
