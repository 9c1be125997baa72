import type { FileHandle } from 'node:fs/promises';
import { basename } from 'node:path';
import { ArchiveError, type ByteSource } from '../format/index.ts';
import { openRegularFile, readFully, type RegularFile } from './regular-file.ts';

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
  readonly #modifiedAt: number;

  private constructor(name: string, { handle, size, modifiedAt }: RegularFile) {
    this.name = name;
    this.#handle = handle;
    this.#size = size;
    this.#modifiedAt = modifiedAt;
  }

  /** @throws {FileError} `input-not-found`, `input-not-a-file`, `input-unreadable` */
  static async open(path: string): Promise<FileSource> {
    return new FileSource(basename(path), await openRegularFile(path));
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

  /** @throws {ArchiveError} `truncated-archive`; `source-changed` when somebody has written into the file */
  async read(offset: number, length: number): Promise<Uint8Array> {
    const bytes = new Uint8Array(length);
    const read = await readFully(this.#handle, bytes, offset);
    await this.#expectUnchanged();
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

  /** A file that takes the name of this one changes nothing: what is open stays what it was. */
  async #expectUnchanged(): Promise<void> {
    const { size, mtimeMs } = await this.#handle.stat();
    if (size === this.#size && mtimeMs === this.#modifiedAt) return;
    throw new ArchiveError('source-changed', `${this.name} was written to while it was read`);
  }

  /** Harmless when it is closed. */
  close(): Promise<void> {
    return this.#handle.close();
  }
}
