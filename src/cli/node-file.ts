import { constants } from 'node:fs';
import { open, stat, type FileHandle } from 'node:fs/promises';
import { basename } from 'node:path';
import { ArchiveError, type ByteSource } from '../format/index.ts';
import { CliError, systemCode, systemReason } from './errors.ts';

/** A file that is open for reading; who opened it closes the handle. */
export interface RegularFile {
  readonly handle: FileHandle;
  /** Bytes. */
  readonly size: number;
  /** Last change, ms since 1970 UTC, with a fraction. */
  readonly modifiedAt: number;
}

/**
 * Opens a regular file for reading, without ever waiting for one that is a pipe.
 *
 * @throws {CliError} `input-not-found`, `input-not-a-file`, `input-unreadable`
 */
export async function openRegularFile(path: string): Promise<RegularFile> {
  const handle = await open(path, constants.O_RDONLY | constants.O_NONBLOCK).catch((cause: unknown) => {
    if (systemCode(cause) === 'ENOENT') throw new CliError('input-not-found', `no such file: ${path}`);
    if (systemCode(cause) === 'ENXIO') throw notAFile(path, 'a socket');
    throw new CliError('input-unreadable', `cannot read ${path}: ${systemReason(cause)}`, { cause });
  });
  const stats = await handle.stat();
  if (stats.isFile()) return { handle, size: stats.size, modifiedAt: stats.mtimeMs };
  await handle.close();
  if (stats.isDirectory()) throw notAFile(path, 'a folder');
  throw notAFile(path, stats.isFIFO() ? 'a named pipe' : 'a device');
}

function notAFile(path: string, what: string): CliError {
  return new CliError('input-not-a-file', `${path} is ${what}, not a file`);
}

/** Random access to a file of the disk. */
export class NodeFileSource implements ByteSource {
  readonly name: string;
  readonly #handle: FileHandle;
  readonly #size: number;

  private constructor(name: string, handle: FileHandle, size: number) {
    this.name = name;
    this.#handle = handle;
    this.#size = size;
  }

  /**
   * Opens a file for as long as `use` takes.
   *
   * @throws {CliError} as `openRegularFile`; what `use` throws
   */
  static async use<T>(path: string, use: (source: NodeFileSource) => Promise<T>): Promise<T> {
    const { handle, size } = await openRegularFile(path);
    try {
      return await use(new NodeFileSource(basename(path), handle, size));
    } finally {
      await handle.close();
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
}

/** Fills `bytes` from `position`; returns fewer bytes only at the end of the file. */
export async function readFully(handle: FileHandle, bytes: Uint8Array, position: number): Promise<number> {
  let filled = 0;
  while (filled < bytes.length) {
    const { bytesRead } = await handle.read(bytes, filled, bytes.length - filled, position + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return filled;
}

/** Whether there is a folder at a path; what else is wrong with it, opening it says. */
export async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isDirectory() ?? false;
}
