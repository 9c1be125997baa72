import type { Json, JsonObject } from '../../format/index.ts';
import type { LogRecord } from '../sources/log-record.ts';
import type { ShownText } from './shown-text.ts';

/**
 * A field of a tool's records that is read but not written, and why: ids that order and our own ids replace, opaque
 * tokens, what every record repeats. The tool's page in `docs/importers/` has the same list; a test compares.
 */
export interface LeftOutField {
  /** Path of keys; `[]` any element, `*` any one key, `**` at its end anything below; `~` before it: at any depth. */
  readonly path: string;
  readonly why: string;
}

/** Shorter strings outside of known fields are names of states and the like. */
export const MIN_TEXT = 24;

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

  /** @param path - keys joined by dots, array elements as `[]` */
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
    .replaceAll(/[.[\]]/g, '\\$&')
    .replaceAll('**', '.+')
    .replaceAll('*', '[^.]+');
  return new RegExp(`${anywhere ? '(?:^|\\.)' : '^'}${body}$`);
}

/**
 * What a record says that none of its events does: any text of 24 characters or more that found no place. The
 * safety net under a translation: nothing is lost because it was not foreseen.
 *
 * @param isShown - whether a text stands in an event; asked for each text that is not left out
 * @param shown - the texts of the record's events, asked for only when a text is not known otherwise
 * @returns path → text, or texts where several have that path; `undefined` when nothing is left
 */
export function leftovers(
  record: LogRecord,
  fields: LeftOutFields,
  { isSaid, shown }: { readonly isSaid: (text: string) => boolean; readonly shown: () => ShownText },
): JsonObject | undefined {
  // The elements of an array have one path.
  const left = new Map<string, string[]>();
  for (const [path, text] of texts(record, '', fields)) {
    if (isSaid(text)) continue;
    const unseen = shown().unseen(text);
    if (unseen === undefined) continue;
    const others = left.get(path);
    if (others) others.push(unseen);
    else left.set(path, [unseen]);
  }
  if (left.size === 0) return undefined;
  return Object.fromEntries<Json>([...left].map(([path, all]) => [path, all.length === 1 ? all[0]! : all]));
}

function* texts(
  value: unknown,
  path: string,
  fields: LeftOutFields,
): Generator<readonly [path: string, text: string]> {
  if (typeof value === 'string') {
    if (value.length >= MIN_TEXT) yield [path, value];
  } else if (Array.isArray(value)) {
    const place = `${path}[]`;
    for (const item of value as unknown[]) {
      if (!fields.has('', place)) yield* texts(item, place, fields);
    }
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, child] of Object.entries(value)) {
      const place = path === '' ? key : `${path}.${key}`;
      if (!fields.has(key, place)) yield* texts(child, place, fields);
    }
  }
}
