import { joinBytes } from '../../format/index.ts';
import { ImportError } from './import-error.ts';
import type { ImportSource } from './import-source.ts';

/** One line of a source, without its terminator. */
export interface SourceLine {
  /** Counted from 1; blank lines are counted but not yielded. */
  readonly number: number;
  /** The line, or its beginning when it is `oversized`. NUL bytes around it are removed. */
  readonly text: string;
  /** Present where the bytes were not what they should be; the line may still be readable. */
  readonly flaw?: 'invalid-utf8' | 'nul-bytes' | 'oversized';
  /** Bytes of the line in the source. */
  readonly size: number;
  /** The source ended before the line did: it may be half written. */
  readonly unterminated?: true;
}

/** How a source is cut into lines. */
export interface LineOptions {
  readonly signal?: AbortSignal | undefined;
  /** Bytes of a line above which it is passed over and only its beginning is kept. */
  readonly maxLineSize?: number;
}

/**
 * Largest line that is read whole. More than a line of an archive has: its pictures and long texts become blobs there.
 */
export const MAX_LINE_SIZE = 128 * 2 ** 20;

/** Characters kept of an oversized line, for the report. */
const OVERSIZED_EXCERPT = 256;

const LF = 0x0a;
const CR = 0x0d;

/**
 * The non-blank lines of a source in order, those of each chunk together. LF, CRLF and CR end a line (raw CR never stands inside JSON), a byte
 * order mark is passed over, bytes that are no UTF-8 become U+FFFD and are flagged. Reads at most `source.size`
 * bytes, so that a file which grows meanwhile gives the same lines.
 *
 * Memory: one line, and the lines of one chunk of the source.
 *
 * @throws {ImportError} `unsupported-source` when the source is UTF-16
 */
export async function* sourceLines(
  source: ImportSource,
  options: LineOptions = {},
): AsyncGenerator<readonly SourceLine[], void, undefined> {
  const splitter = new LineSplitter(options.maxLineSize ?? MAX_LINE_SIZE);
  let remaining = source.size;
  let first = true;
  for await (const chunk of source.chunks()) {
    options.signal?.throwIfAborted();
    let bytes = chunk.length > remaining ? chunk.subarray(0, remaining) : chunk;
    remaining -= bytes.length;
    if (first && bytes.length > 0) {
      refuseUtf16(bytes, source.name);
      if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) bytes = bytes.subarray(3);
      first = false;
    }
    const lines = splitter.push(bytes);
    if (lines.length > 0) yield lines;
    if (remaining <= 0) break;
  }
  const rest = splitter.end();
  if (rest.length > 0) yield rest;
}

function refuseUtf16(bytes: Uint8Array, name: string): void {
  const mark = bytes.length < 2 ? 0 : bytes[0]! * 256 + bytes[1]!;
  if (mark !== 0xfffe && mark !== 0xfeff) return;
  const encoding = mark === 0xfffe ? 'UTF-16LE' : 'UTF-16BE';
  throw new ImportError('unsupported-source', `"${name}" is ${encoding} text: convert it to UTF-8 first`);
}

/** Cuts bytes at line ends; holds the bytes of at most one line, and of an oversized one only the beginning. */
class LineSplitter {
  readonly #maxLineSize: number;
  readonly #decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  readonly #encoder = new TextEncoder();
  #pending: Uint8Array[] = [];
  #pendingSize = 0;
  #number = 1;
  #afterCr = false;

  constructor(maxLineSize: number) {
    this.#maxLineSize = maxLineSize;
  }

  push(bytes: Uint8Array): readonly SourceLine[] {
    const lines: SourceLine[] = [];
    let start = 0;
    // A CR at a chunk's end may be half of a CRLF.
    if (this.#afterCr && bytes[0] === LF) start = 1;
    if (bytes.length > 0) this.#afterCr = false;
    let nextCr = bytes.indexOf(CR, start);
    while (start < bytes.length) {
      const lf = bytes.indexOf(LF, start);
      if (nextCr !== -1 && nextCr < start) nextCr = bytes.indexOf(CR, start);
      const isCr = nextCr !== -1 && (lf === -1 || nextCr < lf);
      const end = isCr ? nextCr : lf;
      if (end === -1) break;
      const line = this.#finish(bytes.subarray(start, end));
      if (line) lines.push(line);
      this.#number += 1;
      start = isCr && bytes[end + 1] === LF ? end + 2 : end + 1;
      this.#afterCr = isCr && end + 1 === bytes.length;
    }
    if (start < bytes.length) this.#hold(bytes.subarray(start));
    return lines;
  }

  end(): readonly SourceLine[] {
    if (this.#pendingSize === 0) return [];
    const line = this.#finish(new Uint8Array(0));
    return line ? [{ ...line, unterminated: true }] : [];
  }

  #hold(bytes: Uint8Array): void {
    // The source may reuse its buffer for the next chunk.
    if (this.#pendingSize <= this.#maxLineSize) this.#pending.push(bytes.slice());
    this.#pendingSize += bytes.length;
  }

  #finish(tail: Uint8Array): SourceLine | undefined {
    const size = this.#pendingSize + tail.length;
    const bytes = this.#pendingSize === 0 ? tail : joinBytes([...this.#pending, tail]);
    this.#pending = [];
    this.#pendingSize = 0;
    if (size > this.#maxLineSize) {
      const text = this.#decoder.decode(bytes.subarray(0, OVERSIZED_EXCERPT));
      return { number: this.#number, text, size, flaw: 'oversized' };
    }
    return this.#decode(bytes);
  }

  #decode(bytes: Uint8Array): SourceLine | undefined {
    const inner = bytes[0] === 0 || bytes.at(-1) === 0 ? trimNul(bytes) : bytes;
    const text = this.#decoder.decode(inner);
    const size = bytes.length;
    if (inner.length < size) return { number: this.#number, text, size, flaw: 'nul-bytes' };
    if (isBlank(text)) return undefined;
    // U+FFFD may stand in the source itself: only if encoding gives other bytes was something replaced.
    if (text.includes('\ufffd') && !equalBytes(this.#encoder.encode(text), inner)) {
      return { number: this.#number, text, size, flaw: 'invalid-utf8' };
    }
    return { number: this.#number, text, size };
  }
}

function isBlank(line: string): boolean {
  return line.length < 4096 && line.trim() === '';
}

function trimNul(bytes: Uint8Array): Uint8Array {
  let start = 0;
  let end = bytes.length;
  while (start < end && bytes[start] === 0) start += 1;
  while (end > start && bytes[end - 1] === 0) end -= 1;
  return bytes.subarray(start, end);
}

function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}
