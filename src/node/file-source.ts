import type { FileHandle } from 'node:fs/promises';
import { basename } from 'node:path';
import { ArchiveError, type ByteSource } from '../format/index.ts';
import { openRegularFile, readFully } from './regular-file.ts';

/**
 * An archive on the disk, read where it is asked for.
 *
 * It stays open until `close`; `FileSource.use` closes it by itself.
 */
export class FileSource implements ByteSource {
  /** Name of the file without its folder. */
  readonly name: string;
  readonly #handle: FileHandle;
  readonly #size: number;

  private constructor(name: string, handle: FileHandle, size: number) {
    this.name = name;
    this.#handle = handle;
    this.#size = size;
  }

  /** @throws {FileError} `input-not-found`, `input-not-a-file`, `input-unreadable` */
  static async open(path: string): Promise<FileSource> {
    const { handle, size } = await openRegularFile(path);
    return new FileSource(basename(path), handle, size);
  }

  /**
   * Opens a file for as long as `use` takes.
   *
   * @throws {FileError} as `open`; what `use` throws
   */
  static async use<T>(path: string, use: (source: FileSource) => Promise<T>): Promise<T> {
    const source = await FileSource.open(path);
    try {
      return await use(source);
    } finally {
      await source.close();
    }
  }

  size(): Promise<number> {
    return Promise.resolve(this.#size);
  }

  async read(offset: number, length: number): Promise<Uint8Array> {
    const bytes = new Uint8Array(length);
    const read = await readFully(this.#handle, bytes, offset);
    if (read < length) {
      throw new ArchiveError('truncated-archive', `${this.name} ends at ${offset + read} bytes`, {
        offset: offset + read,
      });
    }
    return bytes;
  }

  async readHead(length: number): Promise<{ bytes: Uint8Array; size: number }> {
    const bytes = await this.read(0, Math.min(length, this.#size));
    return { bytes, size: this.#size };
  }

  /** Harmless when it is closed. */
  close(): Promise<void> {
    return this.#handle.close();
  }
}
