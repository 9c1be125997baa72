import { closeSync, mkdirSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MemorySpool, type Spool } from '../format/index.ts';
import { FileError } from './file-error.ts';
import { systemReason } from './system-error.ts';
import { temporaryFolderPath } from './temporary-folder.ts';

/** Compressed bytes kept in memory; what comes after goes to a file. */
const MEMORY_BUDGET = 4 * 1024 * 1024;

/** Keeps bytes in memory as long as it may, then in a temporary file that has no name where the system allows it. */
export class TempSpool implements Spool {
  readonly #budget: number;
  readonly #memory = new MemorySpool();
  #memorySize = 0;
  #file: TempFile | undefined;

  /** @param budget - bytes kept in memory; default 4 MiB */
  constructor(budget = MEMORY_BUDGET) {
    this.#budget = budget;
  }

  write(bytes: Uint8Array): void {
    if (!this.#file && this.#memorySize + bytes.length <= this.#budget) {
      this.#memory.write(bytes);
      this.#memorySize += bytes.length;
      return;
    }
    this.#file ??= new TempFile();
    this.#file.append(bytes);
  }

  read(offset: number, length: number): Uint8Array {
    if (!this.#file || offset + length <= this.#memorySize) return this.#memory.read(offset, length);
    const bytes = new Uint8Array(length);
    const inMemory = Math.max(0, this.#memorySize - offset);
    if (inMemory > 0) bytes.set(this.#memory.read(offset, inMemory));
    this.#file.read(bytes.subarray(inMemory), offset + inMemory - this.#memorySize);
    return bytes;
  }

  /** Harmless when it is closed. */
  close(): void {
    this.#memory.close();
    this.#file?.close();
    this.#file = undefined;
  }
}

class TempFile {
  readonly #folder = temporaryFolderPath();
  readonly #descriptor: number;
  #size = 0;

  constructor() {
    try {
      mkdirSync(this.#folder, { mode: 0o700 });
      this.#descriptor = openSync(join(this.#folder, 'spool'), 'wx+', 0o600);
    } catch (cause) {
      throw unwritable(cause);
    } finally {
      // Gone from the folder at once, so that not even a kill leaves it behind. Windows refuses: `close` does it there.
      this.#remove();
    }
  }

  append(bytes: Uint8Array): void {
    try {
      for (let offset = 0; offset < bytes.length;) {
        const written = writeSync(
          this.#descriptor,
          bytes,
          offset,
          bytes.length - offset,
          this.#size + offset,
        );
        if (written === 0) throw new Error('the system takes no more bytes');
        offset += written;
      }
    } catch (cause) {
      throw unwritable(cause);
    }
    this.#size += bytes.length;
  }

  read(bytes: Uint8Array, position: number): void {
    for (let filled = 0; filled < bytes.length;) {
      const read = readSync(this.#descriptor, bytes, filled, bytes.length - filled, position + filled);
      if (read === 0) throw new RangeError('read past the end of a temporary file');
      filled += read;
    }
  }

  close(): void {
    closeSync(this.#descriptor);
    this.#remove();
  }

  #remove(): void {
    try {
      rmSync(this.#folder, { recursive: true, force: true });
    } catch {
      // In use, on Windows.
    }
  }
}

function unwritable(cause: unknown): FileError {
  const message = `cannot write a temporary file in ${tmpdir()}: ${systemReason(cause)}`;
  return new FileError('output-unwritable', message, { cause });
}

/** Lends spools as long as something takes, and frees them whatever comes of it. */
export async function withTempSpools<T>(use: (createSpool: () => Spool) => Promise<T>): Promise<T> {
  const spools: TempSpool[] = [];
  const createSpool = (): TempSpool => {
    const spool = new TempSpool();
    spools.push(spool);
    return spool;
  };
  try {
    return await use(createSpool);
  } finally {
    for (const spool of spools) spool.close();
  }
}
