import type { LogRecord } from '../sources/log-record.ts';
import { isObject } from '../sources/json-value.ts';

/**
 * Fields that name a person's account at a provider, or open it. They are taken out of records before anything reads
 * them, so that they are not even kept with records of unknown kinds.
 */
export class NeverPacked {
  readonly #keys: ReadonlySet<string>;
  readonly #inText: RegExp;
  readonly #named: RegExp;
  readonly #content: ReadonlySet<string>;

  /**
   * @param keys - words of letters, digits and `_`
   * @param content - fields of a record that hold what was said and done: a key of that name in there is somebody else's
   */
  constructor(keys: readonly string[], content: readonly string[]) {
    this.#keys = new Set(keys);
    this.#content = new Set(content);
    this.#named = new RegExp(`"(?:${keys.join('|')})"`);
    this.#inText = new RegExp(String.raw`"(${keys.join('|')})"\s*:\s*"(?:[^"\\]|\\.)*"?`, 'g');
  }

  /** A record without such fields; the same object where the line it stood in names none. O(size) only then. */
  ofRecord(record: LogRecord, line: string): LogRecord {
    return this.#named.test(line) ? this.#without(record, this.#content) : record;
  }

  /** A text that could not be read as a record, without the values of such fields. */
  ofText(text: string): string {
    return this.#named.test(text) ? text.replace(this.#inText, '"$1":""') : text;
  }

  /** Records are not deeper than `MAX_RECORD_DEPTH`. */
  #without(record: LogRecord, asIs: ReadonlySet<string>): LogRecord {
    return Object.fromEntries(
      Object.entries(record)
        .filter(([key]) => !this.#keys.has(key))
        .map(([key, value]) => [key, asIs.has(key) ? value : this.#value(value)]),
    );
  }

  #value(value: unknown): unknown {
    if (Array.isArray(value)) return (value as unknown[]).map((item) => this.#value(item));
    return isObject(value) ? this.#without(value, NONE) : value;
  }
}

const NONE: ReadonlySet<string> = new Set();
