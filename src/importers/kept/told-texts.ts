import type { Json } from '../../format/index.ts';
import { asJson } from '../sources/json-value.ts';

/** Shorter strings are compared whole only: a word like `running` stands in many texts without being a copy. */
const MIN_COPY_LENGTH = 24;

/** Characters that are searched for text within lines; after that, what is not a whole line counts as new. */
const MAX_SEARCH = 50_000_000;

/**
 * The texts that the events of a record tell already. Vendors write most results twice or three times in slightly
 * different forms; what is left of the other forms, after every line that is told already is taken away, is
 * exactly what they say beyond it.
 */
export class ToldTexts {
  readonly #texts = new Set<string>();
  #lines: Set<string> | undefined;
  #toSearch = MAX_SEARCH;

  constructor(...texts: readonly (string | undefined)[]) {
    for (const text of texts) this.add(text);
  }

  /** Adds a text. */
  add(text: string | undefined): void {
    if (text === undefined || text === '') return;
    this.#texts.add(text);
    this.#lines = undefined;
  }

  /** Adds every string in a value. */
  addAll(value: unknown): void {
    if (typeof value === 'string') this.add(value);
    else if (typeof value === 'object' && value !== null) {
      for (const child of Object.values(value)) this.addAll(child);
    }
  }

  /** Whether a line is told: as a line, with a line number before it taken off, or within a line. */
  hasLine(line: string): boolean {
    this.#lines ??= new Set([...this.#texts].flatMap(splitLines));
    if (this.#lines.has(line)) return true;
    const bare = line.endsWith('\r') ? line.slice(0, -1) : line;
    if (bare.trim() === '' || this.#lines.has(bare)) return true;
    const numbered = withoutLineNumber(bare).replace(BARRED_NUMBER, '');
    if (numbered !== bare && (numbered.trim() === '' || this.#lines.has(numbered))) return true;
    return bare.length >= MIN_COPY_LENGTH && this.#isWithin(bare);
  }

  /** Whether a text is told as it is. */
  hasWhole(text: string): boolean {
    return this.#texts.has(text);
  }

  /** Whether a text says nothing beyond what is told. */
  has(text: string): boolean {
    if (text.trim() === '' || this.#texts.has(text)) return true;
    if (text.length < MIN_COPY_LENGTH) return false;
    return this.#isWithin(text) || splitLines(text).every((line) => this.hasLine(line));
  }

  #isWithin(text: string): boolean {
    for (const told of this.#texts) {
      if (told.length < text.length) continue;
      this.#toSearch -= told.length;
      if (this.#toSearch < 0) return false;
      if (told.includes(text)) return true;
    }
    return false;
  }

  /** The lines of a text that are not told; the whole text when that is most of it. */
  untold(text: string): string | undefined {
    if (this.has(text)) return undefined;
    const lines = splitLines(text);
    const untold = lines.filter((line) => !this.hasLine(line));
    if (untold.length === 0) return undefined;
    return untold.length * 2 > lines.length ? text : untold.join('\n');
  }

  /**
   * What a structured value says beyond the texts told: without copies, empty values (`null`, `false`, `""`,
   * `[]`, `{}`) and the keys named.
   *
   * @returns `undefined` when nothing is left
   */
  remainder(value: unknown, without: ReadonlySet<string> = new Set()): Json | undefined {
    if (typeof value === 'string') return this.untold(value);
    if (value === null || value === undefined || value === false) return undefined;
    if (typeof value !== 'object') return asJson(value);
    if (Array.isArray(value)) return this.#remainderOfArray(value as unknown[], without);
    const entries = Object.entries(value)
      .filter(([key]) => !without.has(key))
      .map(([key, child]) => [key, this.remainder(child, without)] as const)
      .filter(([, child]) => child !== undefined);
    return entries.length === 0 ? undefined : Object.fromEntries(entries);
  }

  #remainderOfArray(items: readonly unknown[], without: ReadonlySet<string>): Json | undefined {
    const kept = items.map((item) => this.remainder(item, without)).filter((item) => item !== undefined);
    return kept.length === 0 ? undefined : kept;
  }
}

/** A number that a tool put before a line, with a bar: `7 | text`. */
const BARRED_NUMBER = /^ *\d{1,9} \| ?/;

/** Removes the number that a tool put before a line of a file: `     7→text`, `7\ttext`. */
export function withoutLineNumber(line: string): string {
  let at = 0;
  while (line.charCodeAt(at) === SPACE) at += 1;
  const start = at;
  while (isDigit(line.charCodeAt(at))) at += 1;
  const isNumbered = at > start && (line.charCodeAt(at) === TAB || line.charCodeAt(at) === ARROW);
  return isNumbered ? line.slice(at + 1) : line;
}

const SPACE = 0x20;
const TAB = 0x09;
/** `→` */
const ARROW = 0x2192;

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

/** The lines of a text, whatever ends them; a line end at its end gives an empty last one. */
export function splitLines(text: string): string[] {
  return text.includes('\r') ? text.split(/\r\n|\r|\n/) : text.split('\n');
}
