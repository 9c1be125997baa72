import type { ImportSource } from '../../sources/import-source.ts';
import { ByteReader } from '../../recordings/byte-reader.ts';
import { OutputDecoder } from '../../recordings/output-text.ts';
import { endLineAt, factsOf, TAIL_SIZE } from './typescript.ts';
import type { StartLine } from './typescript.ts';

/** Bytes that are handed out at once. */
const PIECE_SIZE = 64 * 1024;

/** Reads the bytes of a typescript behind its first line as text, as many as the timing says, then what is left. */
export class OutputBytes {
  readonly #reader: ByteReader;
  readonly #word: string | undefined;
  readonly #decoder = new OutputDecoder('utf-8');
  #skip: number;
  #flawed = false;
  #endFacts: ReadonlyMap<string, string> | undefined;

  constructor(source: ImportSource, start: StartLine | undefined, signal: AbortSignal | undefined) {
    this.#reader = new ByteReader(source, signal);
    this.#word = start?.word;
    this.#skip = start?.size ?? 0;
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

  /** The next `size` bytes, in pieces; fewer when there are no more. Returns how many were missing. */
  async *take(size: number): AsyncGenerator<string, number, undefined> {
    await this.#start();
    let open = size;
    while (open > 0) {
      const bytes = await this.#reader.take(Math.min(open, PIECE_SIZE));
      if (bytes.length === 0) return open;
      open -= bytes.length;
      yield this.#decode(bytes);
    }
    return 0;
  }

  /** What is left, in pieces, without the line that `script` ends with. */
  async *rest(): AsyncGenerator<string, void, undefined> {
    await this.#start();
    while (this.#reader.left > TAIL_SIZE) {
      yield this.#decode(await this.#reader.take(Math.min(this.#reader.left - TAIL_SIZE, PIECE_SIZE)));
    }
    const tail = await this.#reader.take(TAIL_SIZE);
    const end = this.#word === undefined ? undefined : endLineAt(tail, this.#word);
    if (end !== undefined) this.#endFacts = factsOf(new TextDecoder().decode(tail.subarray(end)));
    yield this.#decode(tail.subarray(0, end)) + this.#decoder.end();
  }

  async close(): Promise<void> {
    await this.#reader.close();
  }

  async #start(): Promise<void> {
    while (this.#skip > 0) {
      const { length } = await this.#reader.take(Math.min(this.#skip, PIECE_SIZE));
      this.#skip = length === 0 ? 0 : this.#skip - length;
    }
  }

  #decode(bytes: Uint8Array): string {
    const text = this.#decoder.decode(bytes);
    if (!this.#flawed && text.includes('\ufffd')) this.#flawed = true;
    return text;
  }
}
