import type { Json, JsonObject } from '../../format/index.ts';
import type { LogRecord } from '../sources/log-record.ts';
import type { ToldTexts } from './told-texts.ts';

/**
 * A field of a tool's records that is read but not written, and why: ids that order and our own ids replace, opaque
 * tokens, what every record repeats. The tool's page in `docs/importers/` has the same list; a test compares.
 */
export interface LeftOutField {
  /**
   * Path of keys to a text; `[]` any element, `*` any one key, `**` at its end anything below; `~` before it: at any
   * depth.
   */
  readonly path: string;
  readonly why: string;
}

/** Shorter strings outside of known fields are names of states and the like. */
const MIN_TEXT = 24;

/** The fields of one tool that are left out, ready to be looked up. */
export class LeftOutFields {
  readonly #anywhere = new Set<string>();
  readonly #patterns: readonly RegExp[];
  readonly #known = new Map<string, boolean>();

  constructor(fields: readonly LeftOutField[]) {
    const patterns: RegExp[] = [];
    for (const { path } of fields) {
      if (/^~\w+$/.test(path)) this.#anywhere.add(path.slice(1));
      else patterns.push(compile(path));
    }
    this.#patterns = patterns;
  }

  /** Whether a text is left out. @param path - keys joined by dots, array elements as `[]` */
  has(key: string, path: string): boolean {
    if (this.#anywhere.has(key)) return true;
    if (this.#patterns.length === 0) return false;
    const known = this.#known.get(path);
    if (known !== undefined) return known;
    const found = this.#patterns.some((pattern) => pattern.test(path));
    // Keys are data: a hostile log has as many paths as it likes.
    if (this.#known.size < MAX_KNOWN_PATHS) this.#known.set(path, found);
    return found;
  }
}

const MAX_KNOWN_PATHS = 5000;

function compile(path: string): RegExp {
  const anywhere = path.startsWith('~');
  const body = (anywhere ? path.slice(1) : path)
    .replaceAll(/[.[\]$]/g, '\\$&')
    .replaceAll('**', '.+')
    .replaceAll('*', '[^.]+');
  return new RegExp(`${anywhere ? '(?:^|\\.)' : '^'}${body}$`);
}

/** What is known of a record's texts when it is looked for what is left of it. */
export interface LeftoverNet {
  readonly leftOut: LeftOutFields;
  /** Fields that the importer does not know, as path and value. */
  readonly unknownFields?: (record: LogRecord) => Iterable<readonly [path: string, value: Json]>;
  /**
   * The texts that the record's own events tell, and with them those that were marked as told elsewhere (the same, where
   * there are none); asked for once, when there is a text that is not left out.
   */
  readonly told: () => { readonly shown: ToldTexts; readonly marked: ToldTexts };
  /** Whether a text was told lately by the events of another record. */
  readonly isTold: (text: string) => boolean;
  /** Is told each text that is left away because it was marked as told elsewhere. */
  readonly promise: (text: string) => void;
}

/**
 * What a record says that none of its events does: fields that nobody knows, and any text of 24 characters or more
 * that found no place. The safety net under a translation: nothing is lost because it was not foreseen.
 *
 * @returns path → text, or texts where several have that path; `undefined` when nothing is left
 */
export function leftovers(record: LogRecord, net: LeftoverNet): JsonObject | undefined {
  const left = new Map<string, Json>(net.unknownFields?.(record) ?? []);
  const unknown = new Set(left.keys());
  // The elements of an array have one path.
  const found = new Map<string, string[]>();
  let told: ReturnType<LeftoverNet['told']> | undefined;
  eachText(record, '', (text, path, key) => {
    if (unknown.size > 0 && isUnder(path, unknown)) return;
    if (net.leftOut.has(key, path)) return;
    told ??= net.told();
    // Mostly it is in an event as it is: the cheapest question first.
    const { shown, marked } = told;
    if (shown.hasWhole(text) || net.isTold(text)) return;
    const untold = marked.untold(text);
    if (untold === undefined) {
      if (marked !== shown && !shown.has(text)) net.promise(text);
      return;
    }
    const others = found.get(path);
    if (others) others.push(untold);
    else found.set(path, [untold]);
  });
  for (const [path, all] of found) left.set(path, all.length === 1 ? all[0]! : all);
  return left.size === 0 ? undefined : Object.fromEntries(left);
}

function isUnder(path: string, fields: ReadonlySet<string>): boolean {
  for (const field of fields) {
    if (path === field || path.startsWith(`${field}.`) || path.startsWith(`${field}[`)) return true;
  }
  return false;
}

type VisitText = (text: string, path: string, key: string) => void;

/** Visits the texts of an object or array that may be worth keeping; the key of an array's elements is `''`. */
function eachText(value: object, path: string, visit: VisitText): void {
  if (Array.isArray(value)) {
    const place = `${path}[]`;
    for (const item of value as unknown[]) {
      if (typeof item === 'string' && item.length >= MIN_TEXT) visit(item, place, '');
      else if (typeof item === 'object' && item !== null) eachText(item, place, visit);
    }
    return;
  }
  for (const key of Object.keys(value)) {
    const child = (value as Readonly<Record<string, unknown>>)[key];
    const isText = typeof child === 'string' && child.length >= MIN_TEXT;
    // Most values are short: their paths are not put together.
    if (!isText && (typeof child !== 'object' || child === null)) continue;
    const place = path === '' ? key : `${path}.${key}`;
    if (isText) visit(child, place, key);
    else eachText(child as object, place, visit);
  }
}
