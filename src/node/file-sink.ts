import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { link, open, rename, unlink, type FileHandle } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { ByteSink } from '../format/index.ts';
import { FileError } from './file-error.ts';
import { systemCode, systemReason } from './system-error.ts';

/** How a file is begun. */
export interface FileSinkOptions {
  /** Replaces a file that is there already. Default false. */
  readonly force?: boolean | undefined;
}

/** Under which name a file ends, and what becomes of what stands there. */
export interface CommitOptions {
  /** Another name in the same folder. Default: what it was created for. */
  readonly path?: string;
  /** Replaces a file that has the name. Default: as it was created with. */
  readonly force?: boolean;
  /** Time of the file, ms since 1970 UTC. Default: now. */
  readonly modifiedAt?: number;
}

/**
 * A file that is either complete under its name or not there: bytes go to `<name>.tmp-…` beside it, which is
 * synced and then takes the name. Until then nothing that stood there is touched.
 */
export class FileSink implements ByteSink {
  readonly path: string;
  readonly #temporary: string;
  readonly #force: boolean;
  readonly #handle: FileHandle;
  #size = 0;
  #closed = false;

  private constructor(path: string, temporary: string, handle: FileHandle, force: boolean) {
    this.path = path;
    this.#temporary = temporary;
    this.#handle = handle;
    this.#force = force;
  }

  /** @throws {FileError} `output-exists` without `force`, `output-unwritable` */
  static async create(path: string, { force = false }: FileSinkOptions = {}): Promise<FileSink> {
    if (path === '') throw new FileError('output-unwritable', 'the name of the output is empty');
    if (!force) await refuseExisting(path);
    const temporary = join(
      dirname(path),
      `${basename(path)}.tmp-${process.pid}-${randomBytes(4).toString('hex')}`,
    );
    try {
      return new FileSink(path, temporary, await open(temporary, CREATE_NEW, 0o644), force);
    } catch (cause) {
      throw unwritable(path, cause);
    }
  }

  /**
   * Writes a file for as long as `use` takes; when that throws, no file is left behind.
   *
   * @throws {FileError} `output-exists` without `force`, `output-unwritable`; what `use` throws
   */
  static async use<T>(
    path: string,
    options: FileSinkOptions,
    use: (sink: FileSink) => Promise<T>,
  ): Promise<T> {
    const file = await FileSink.create(path, options);
    try {
      const result = await use(file);
      await file.commit();
      return result;
    } finally {
      await file.discard();
    }
  }

  /** Bytes written so far. */
  get size(): number {
    return this.#size;
  }

  async write(bytes: Uint8Array): Promise<void> {
    try {
      for (let offset = 0; offset < bytes.length;) {
        const { bytesWritten } = await this.#handle.write(bytes, offset);
        offset += bytesWritten;
      }
      this.#size += bytes.length;
    } catch (cause) {
      throw unwritable(this.path, cause);
    }
  }

  /**
   * Makes the file durable and gives it its name. Without `force`, a file that came there meanwhile stays.
   *
   * @throws {FileError} `output-exists`, after which another name may be tried; `output-unwritable`
   */
  async commit(options: CommitOptions = {}): Promise<void> {
    const { path = this.path, force = this.#force, modifiedAt } = options;
    try {
      if (!this.#closed) {
        if (modifiedAt !== undefined) await this.#handle.utimes(modifiedAt / 1000, modifiedAt / 1000);
        await this.#handle.sync();
        await this.#close();
      }
      if (force) await rename(this.#temporary, path);
      else await claimName(this.#temporary, path);
      await syncFolder(dirname(path));
    } catch (cause) {
      throw cause instanceof FileError ? cause : unwritable(path, cause);
    }
  }

  /** Removes what was written. Harmless after `commit`. */
  async discard(): Promise<void> {
    await this.#close();
    await unlink(this.#temporary).catch(() => undefined);
  }

  async #close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await this.#handle.close();
  }
}

/** @throws {FileError} `output-exists` */
async function refuseExisting(path: string): Promise<void> {
  try {
    await (await open(path, constants.O_RDONLY | constants.O_NONBLOCK)).close();
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return;
  }
  throw exists(path);
}

// O_NOFOLLOW is 0 on Windows, where O_EXCL alone does not follow links either.
const CREATE_NEW = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | (constants.O_NOFOLLOW ?? 0);

/** A hard link fails where the name is taken, which `rename` does not; not every file system has them. */
async function claimName(temporary: string, path: string): Promise<void> {
  try {
    await link(temporary, path);
  } catch (error) {
    if (systemCode(error) === 'EEXIST') throw exists(path);
    await refuseExisting(path);
    await rename(temporary, path);
    return;
  }
  await unlink(temporary);
}

async function syncFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder, constants.O_RDONLY);
    await handle.sync().finally(() => handle.close());
  } catch {
    // Windows and some network file systems cannot sync a folder; the file itself is synced.
  }
}

function exists(path: string): FileError {
  return new FileError('output-exists', `${path} exists already`);
}

function unwritable(path: string, cause: unknown): FileError {
  return new FileError('output-unwritable', `cannot write ${path}: ${systemReason(cause)}`, { cause });
}
