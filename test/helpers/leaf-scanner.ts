/**
 * Whether everything a log says is in what was made of it. Independent of the importers: it walks the raw records
 * itself and knows nothing of their meaning.
 */

/** String leaves shorter than this are ids of states, names and other small words. */
const MIN_LEAF = 24;

/** A field of records that is left out, and why: ids, signatures, repeated metadata. */
export interface EnvelopeField {
  /** Path of keys; `[]` any element, `*` any one key, `**` anything below; `~` before it: at any depth. */
  readonly path: string;
  readonly why: string;
}

export interface MissingLeaf {
  /** Record of the log, counted from 1. */
  readonly record: number;
  readonly path: string;
  /** First line of it that was not found. */
  readonly line: string;
}

export interface Coverage {
  /** Leaves that have to be found. */
  readonly leaves: number;
  readonly found: number;
  /** UTF-16 units of the leaves that have to be found, and of those of their lines that are found. */
  readonly characters: { readonly all: number; readonly found: number };
  readonly missing: readonly MissingLeaf[];
}

/**
 * Looks for each string leaf of 24 characters or more of a JSON-lines log, line by line, in the texts of an output.
 *
 * @param output - every text of the output; a leaf's line may stand within a longer line, and without the number
 *   that a tool put before it
 */
export function scanLeaves(
  log: string,
  output: Iterable<string>,
  envelope: readonly EnvelopeField[],
): Coverage {
  return scanRecords(log.split('\n').map(parse), output, envelope);
}

/** The same for records that are parsed already. */
export function scanRecords(
  records: readonly unknown[],
  output: Iterable<string>,
  envelope: readonly EnvelopeField[],
): Coverage {
  const haystack = new Haystack(output);
  const patterns = envelope.map(({ path }) => compile(path));
  const missing: MissingLeaf[] = [];
  let leaves = 0;
  const characters = { all: 0, found: 0 };
  for (const [index, record] of records.entries()) {
    for (const { path, value } of stringLeaves(record, '')) {
      if (value.length < MIN_LEAF || patterns.some((pattern) => pattern.test(path))) continue;
      leaves += 1;
      const lost = haystack.lost(value);
      const lostSize = lost.reduce((sum, line) => sum + line.length, 0);
      characters.all += value.length;
      characters.found += value.length - lostSize;
      if (lost.length > 0) missing.push({ record: index + 1, path, line: lost[0]! });
    }
  }
  return { leaves, found: leaves - missing.length, characters, missing };
}

/** All strings of a value, keys not counted. */
export function* stringsOf(value: unknown): Generator<string> {
  for (const leaf of stringLeaves(value, '')) yield leaf.value;
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function* stringLeaves(value: unknown, path: string): Generator<{ path: string; value: string }> {
  if (typeof value === 'string') yield { path, value };
  else if (Array.isArray(value)) {
    for (const item of value as unknown[]) yield* stringLeaves(item, `${path}[]`);
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, child] of Object.entries(value)) {
      yield* stringLeaves(child, path === '' ? key : `${path}.${key}`);
    }
  }
}

function compile(path: string): RegExp {
  const anywhere = path.startsWith('~');
  const body = (anywhere ? path.slice(1) : path)
    .replaceAll(/[.[\]]/g, '\\$&')
    .replaceAll('**', '.+')
    .replaceAll('*', '[^.]+');
  return new RegExp(`${anywhere ? '(?:^|\\.)' : '^'}${body}$`);
}

/** Texts that lines are looked for in. */
class Haystack {
  readonly #lines = new Set<string>();
  readonly #whole: string;
  readonly #known = new Map<string, boolean>();

  constructor(texts: Iterable<string>) {
    const parts: string[] = [];
    for (const text of texts) {
      parts.push(text);
      for (const line of lines(text)) {
        this.#lines.add(line);
        if (/^[ +-]/.test(line)) this.#lines.add(line.slice(1));
      }
    }
    this.#whole = parts.join('\n');
  }

  /** The lines of a text that are not there. */
  lost(text: string): readonly string[] {
    return lines(text).filter((line) => !this.#has(line));
  }

  #has(line: string): boolean {
    if (line.trim() === '' || this.#lines.has(line)) return true;
    const bare = line.replace(/^ *\d+(?:→|\t| ?\| ?)/, '');
    if (bare.trim() === '' || this.#lines.has(bare)) return true;
    let known = this.#known.get(line);
    known ??= this.#whole.includes(line) || (bare !== line && this.#whole.includes(bare));
    this.#known.set(line, known);
    return known;
  }
}

function lines(text: string): string[] {
  return text.split(/\r\n|\n|\r/);
}
