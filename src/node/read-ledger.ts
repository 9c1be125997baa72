import { crc32 } from 'node:zlib';
import type { FileHandle } from 'node:fs/promises';
import { FileError } from './file-error.ts';
import { readFully } from './regular-file.ts';

/** Places of a file that are remembered: of a log one for 256 KiB, of a database one for a block. */
const MAX_PLACES = 250_000;

/** Two changes within one tick of the clock of a file system have the same time, ms. */
const CLOCK_TICK = 50;

/** How a file was when it was opened. */
export interface FileState {
  /** Bytes. */
  readonly size: number;
  /** ms since 1970 UTC, with a fraction. */
  readonly modifiedAt: number;
}

/**
 * What was read of a file, by checksums. A log that is being written to grows at its end, which is no harm; one that is
 * written anew meanwhile would give a session that never was: some of it from before, some from after.
 */
export class ReadLedger {
  readonly #path: string;
  /** `offset:length` → CRC-32. */
  readonly #sums = new Map<string, number>();
  #isFull = false;

  constructor(path: string) {
    this.#path = path;
  }

  /** Whether nothing was read yet. */
  get isEmpty(): boolean {
    return this.#sums.size === 0;
  }

  /**
   * Notes bytes that were read.
   *
   * @throws {FileError} `input-changed` when others were read there before
   */
  note(offset: number, bytes: Uint8Array): void {
    const place = `${offset}:${bytes.length}`;
    const known = this.#sums.get(place);
    if (known === undefined && this.#sums.size >= MAX_PLACES) {
      this.#isFull = true;
      return;
    }
    const sum = crc32(bytes);
    if (known !== undefined && known !== sum) throw this.changed();
    this.#sums.set(place, sum);
  }

  /**
   * Asks whether all that was read stands in the file still. It is read again only when the file was touched.
   *
   * @param before - how it was when it was opened, at `openedAt`, ms since 1970 UTC
   * @throws {FileError} `input-changed`
   */
  async expectUnchanged(
    handle: FileHandle,
    before: FileState & { readonly openedAt: number },
  ): Promise<void> {
    const { size, mtimeMs } = await handle.stat();
    const isTouched = size !== before.size || mtimeMs !== before.modifiedAt;
    if (!isTouched && before.openedAt - before.modifiedAt > CLOCK_TICK) return;
    if (size < before.size || (isTouched && this.#isFull)) throw this.changed();
    for (const [place, sum] of this.#sums) {
      const [offset, length] = place.split(':').map(Number);
      const bytes = new Uint8Array(length!);
      if ((await readFully(handle, bytes, offset!)) < length! || crc32(bytes) !== sum) throw this.changed();
    }
  }

  /** What there is to say of a file that is not the one any more which was opened. */
  changed(): FileError {
    return new FileError('input-changed', `${this.#path} was changed while it was read, not only added to`);
  }
}
