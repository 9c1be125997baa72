import { MemorySpool, type Spool } from './bytes/spool.ts';
import type { ByteSink } from './bytes/byte-sink.ts';

/** Bytes copied from the spool at a time. */
const COPY_SIZE = 1024 * 1024;

/** A run of bytes in the spool. */
export interface SpoolRange {
  readonly offset: number;
  readonly length: number;
}

/** Keeps account of what lies where in a spool, which is made when the first bytes come. */
export class SpoolWriter {
  readonly #create: () => Spool;
  #spool: Spool | undefined;
  #size = 0;

  constructor(create: () => Spool = () => new MemorySpool()) {
    this.#create = create;
  }

  write(bytes: Uint8Array): SpoolRange {
    this.#spool ??= this.#create();
    const range = { offset: this.#size, length: bytes.length };
    this.#size += bytes.length;
    this.#spool.write(bytes);
    return range;
  }

  /** Writes ranges to the sink, in order; neighbours are copied together. */
  async copy(ranges: readonly SpoolRange[], sink: ByteSink): Promise<void> {
    for (const { offset, length } of joinNeighbours(ranges)) {
      for (let at = 0; at < length; at += COPY_SIZE) {
        const bytes = await this.#spool!.read(offset + at, Math.min(COPY_SIZE, length - at));
        await sink.write(bytes);
      }
    }
  }

  async close(): Promise<void> {
    await this.#spool?.close();
  }
}

function joinNeighbours(ranges: readonly SpoolRange[]): SpoolRange[] {
  const joined: SpoolRange[] = [];
  for (const range of ranges) {
    const last = joined.at(-1);
    if (last && last.offset + last.length === range.offset) {
      joined[joined.length - 1] = { offset: last.offset, length: last.length + range.length };
    } else {
      joined.push(range);
    }
  }
  return joined;
}
