import type { ImportSource } from '../../sources/import-source.ts';
import { factsOf, MAX_START_LINE, parseStartLine, rateStartLine } from './typescript.ts';
import type { StartLine } from './typescript.ts';

/** Where `script -a` went on in a typescript: the last line of one session and the first of the next. */
export interface Seam {
  /** Bytes before it, with the first line of the file. */
  readonly from: number;
  /** Where the next session begins. */
  readonly to: number;
  /** First line of the next session. */
  readonly start: StartLine;
  /** The session before has a last line: it was not killed. */
  readonly hasEndLine: boolean;
  /** What that line says in brackets. */
  readonly endFacts: ReadonlyMap<string, string>;
}

/** Sessions of a file that are told apart. */
const MAX_SEAMS = 1000;

/** The two lines of a seam. */
const MAX_SEAM = 2 * MAX_START_LINE;

/**
 * Finds the seams of a typescript. Reads it once, memory: two first lines.
 *
 * @param word - first word of its first line; the lines of a seam begin with it, in any language
 */
export async function findSeams(
  source: ImportSource,
  { word, size }: StartLine,
  signal?: AbortSignal,
): Promise<readonly Seam[]> {
  const finder = new SeamFinder(word, size);
  for await (const chunk of source.chunks()) {
    signal?.throwIfAborted();
    finder.read(chunk);
  }
  finder.end();
  return finder.seams;
}

/** Looks at bytes as Latin-1, so that an index in the text is one in the bytes. */
class SeamFinder {
  readonly seams: Seam[] = [];
  readonly #sign: string;
  /** What was read and may still be, or begin, a seam; and where in the file it begins. */
  #text = '';
  #base = 0;
  /** Nothing before it is a seam. */
  #done: number;

  constructor(word: string, firstLine: number) {
    this.#sign = latin1(new TextEncoder().encode(`${word} `));
    this.#done = firstLine;
  }

  read(chunk: Uint8Array): void {
    this.#text += latin1(chunk);
    this.#search(false);
  }

  end(): void {
    this.#search(true);
  }

  #search(isLast: boolean): void {
    let at = Math.max(0, this.#done - this.#base);
    while (this.seams.length < MAX_SEAMS) {
      const sign = this.#text.indexOf(this.#sign, at);
      if (sign === -1) {
        at = Math.max(at, this.#text.length - this.#sign.length);
        break;
      }
      if (!isLast && this.#text.length - sign < MAX_SEAM && !hasTwoLines(this.#text, sign)) {
        at = sign;
        break;
      }
      at = this.#seamAt(sign) ?? sign + 1;
    }
    this.#done = this.#base + at;
    // The line end before a last line belongs to it.
    const kept = Math.min(Math.max(0, at - 1), this.#text.length);
    this.#text = this.#text.slice(kept);
    this.#base += kept;
  }

  /** Takes the seam whose first line begins at `sign`, and returns where it ends; `undefined` where none begins. */
  #seamAt(sign: number): number | undefined {
    const first = lineAt(this.#text, sign);
    if (!first) return undefined;
    const second = lineAt(this.#text, first.end);
    const isLineStart = this.#text[sign - 1] === '\n';
    if (isLineStart && second?.text.startsWith(this.#sign) && rateStartLine(utf8(second.text)) > 0) {
      return this.#take(sign - 1, first.end, second.end, factsOf(utf8(first.text)));
    }
    // A session that was killed has no last line; the next begins wherever its output stopped.
    return rateStartLine(utf8(first.text)) >= 0.9 ? this.#take(sign, sign, first.end) : undefined;
  }

  #take(
    from: number,
    second: number,
    to: number,
    endFacts?: ReadonlyMap<string, string>,
  ): number | undefined {
    const start = parseStartLine(bytesOf(this.#text.slice(second, to)));
    if (!start) return undefined;
    const place = { from: this.#base + from, to: this.#base + to };
    this.seams.push({ ...place, start, hasEndLine: endFacts !== undefined, endFacts: endFacts ?? new Map() });
    return to;
  }
}

/** A line that `script` wrote itself: what is shown on a terminal ends its lines with CR LF, `script` with LF. */
function lineAt(text: string, start: number): { readonly text: string; readonly end: number } | undefined {
  const end = text.indexOf('\n', start);
  if (end === -1 || end - start > MAX_START_LINE) return undefined;
  const line = text.slice(start, end);
  return line.includes('\r') || !/\d/.test(line) ? undefined : { text: line, end: end + 1 };
}

function hasTwoLines(text: string, start: number): boolean {
  const end = text.indexOf('\n', start);
  return end !== -1 && text.includes('\n', end + 1);
}

function latin1(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += PIECE) {
    text += String.fromCharCode(...bytes.subarray(at, at + PIECE));
  }
  return text;
}

/** Arguments of a call at most. */
const PIECE = 8192;

function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

function utf8(text: string): string {
  return new TextDecoder().decode(bytesOf(text));
}
