import type { ImportSource } from '../../sources/import-source.ts';
import { ByteReader } from '../../recordings/byte-reader.ts';
import { OutputDecoder } from '../../recordings/output-text.ts';
import type { Typescript } from './find-files.ts';
import type { Seam } from './seams.ts';
import { endLineAt, factsOf, TAIL_SIZE } from './typescript.ts';
import type { StartLine } from './typescript.ts';

/** Bytes that are handed out at once. */
const PIECE_SIZE = 64 * 1024;

/** Begins to read a typescript. The first time for each reads it once more, for its seams. */
export async function openOutput(
  { source, start, seams }: Typescript,
  signal: AbortSignal | undefined,
): Promise<OutputBytes> {
  return new OutputBytes(source, start, await seams(), signal);
}

/**
 * Reads the bytes of a typescript behind its first line as text, as many as the timing says, then what is left; where
 * another session begins in it, the lines between them are handed out as a seam and counted by nobody.
 */
export class OutputBytes {
  readonly #reader: ByteReader;
  readonly #word: string | undefined;
  readonly #decoder = new OutputDecoder('utf-8');
  readonly #size: number;
  readonly #firstLine: number;
  /** Those that are to come. */
  readonly #seams: Seam[];
  #flawed = false;
  #endFacts: ReadonlyMap<string, string> | undefined;

  /** @param seams - of the source, in order */
  constructor(
    source: ImportSource,
    start: StartLine | undefined,
    seams: readonly Seam[],
    signal: AbortSignal | undefined,
  ) {
    this.#reader = new ByteReader(source, signal);
    this.#size = source.size;
    this.#word = start?.word;
    this.#firstLine = start?.size ?? 0;
    this.#seams = [...seams];
  }

  /** Whether anything was no UTF-8, as far as it was read. */
  get isFlawed(): boolean {
    return this.#flawed;
  }

  /** What the last line says in brackets (`COMMAND_EXIT_CODE`), once `rest` has come to it. */
  get endFacts(): ReadonlyMap<string, string> {
    return this.#endFacts ?? new Map();
  }

  /** Whether the file ends as `script` ends it, once `rest` has come to it. */
  get hasEndLine(): boolean {
    return this.#endFacts !== undefined;
  }

  /** Takes the seam that comes next, if nothing is left before it. */
  async #cross(): Promise<Seam | undefined> {
    await this.#skipTo(this.#firstLine);
    if (this.#at !== this.#seams[0]?.from) return undefined;
    const seam = this.#seams.shift()!;
    await this.#skipTo(seam.to);
    return seam;
  }

  /** The next `size` bytes, in pieces; fewer when there are no more. Returns how many were missing. */
  async *take(size: number): AsyncGenerator<string | Seam, number, undefined> {
    let open = size;
    while (open > 0) {
      const seam = await this.#cross();
      if (seam) yield* this.#between(seam);
      const bytes = await this.#piece(open);
      if (bytes.length === 0) return open;
      open -= bytes.length;
      yield this.#decode(bytes);
    }
    return 0;
  }

  /** What is left, in pieces, without the line that `script` ends with. */
  async *rest(): AsyncGenerator<string | Seam, void, undefined> {
    for (;;) {
      const seam = await this.#cross();
      if (seam) yield* this.#between(seam);
      else if (this.#reader.left > TAIL_SIZE) {
        yield this.#decode(await this.#piece(this.#reader.left - TAIL_SIZE));
      } else if (this.#seams.length > 0) yield this.#decode(await this.#piece(this.#reader.left));
      else break;
    }
    const tail = await this.#reader.take(TAIL_SIZE);
    const end = this.#word === undefined ? undefined : endLineAt(tail, this.#word);
    if (end !== undefined) this.#endFacts = factsOf(new TextDecoder().decode(tail.subarray(end)));
    yield this.#decode(tail.subarray(0, end)) + this.#decoder.end();
  }

  async close(): Promise<void> {
    await this.#reader.close();
  }

  get #at(): number {
    return this.#size - this.#reader.left;
  }

  /** The end of what was shown before a seam, and the seam. */
  *#between(seam: Seam): Generator<string | Seam, void, undefined> {
    yield this.#decoder.end();
    yield seam;
  }

  /** The next bytes, `most` at most, up to the next seam. */
  async #piece(most: number): Promise<Uint8Array> {
    const room = (this.#seams[0]?.from ?? Infinity) - this.#at;
    return this.#reader.take(Math.min(most, room, PIECE_SIZE));
  }

  async #skipTo(position: number): Promise<void> {
    while (this.#at < position) {
      const { length } = await this.#reader.take(Math.min(position - this.#at, PIECE_SIZE));
      if (length === 0) return;
    }
  }

  #decode(bytes: Uint8Array): string {
    const text = this.#decoder.decode(bytes);
    if (!this.#flawed && text.includes('\ufffd')) this.#flawed = true;
    return text;
  }
}
