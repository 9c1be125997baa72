import { dirname } from 'node:path';
import type { ByteSink } from '../format/index.ts';
import { FileError } from './file-error.ts';
import { systemCode, systemReason } from './system-error.ts';
import { temporaryPath } from './temporary-file.ts';
import { diskSystem, type NewFile, type Standing, type WriteSystem } from './write-system.ts';

/** How a file is begun. */
export interface FileSinkOptions {
  /** Replaces a file that is there already. Default false. */
  readonly force?: boolean | undefined;
  /** Where it is written. Default: the file system of this computer. */
  readonly system?: WriteSystem | undefined;
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
  readonly #system: WriteSystem;
  readonly #file: NewFile;
  #size = 0;
  #isClosed = false;
  /** Why it cannot be completed any more. */
  #failure: FileError | undefined;

  private constructor(path: string, temporary: Temporary, force: boolean, system: WriteSystem) {
    this.path = path;
    this.#temporary = temporary.path;
    this.#file = temporary.file;
    this.#force = force;
    this.#system = system;
  }

  /** @throws {FileError} `output-exists` without `force`, `output-unwritable` */
  static async create(
    path: string,
    { force = false, system = diskSystem }: FileSinkOptions = {},
  ): Promise<FileSink> {
    if (path === '') throw new FileError('output-unwritable', 'the name of the output is empty');
    try {
      const standing = await system.look(path);
      if (standing && !force) throw exists(path);
      refuseOtherThanFile(path, standing);
      const temporary = temporaryPath(path);
      // What was for one person alone stays so.
      const file = await system.create(temporary, standing?.kind === 'file' ? standing.mode : 0o644);
      return new FileSink(path, { path: temporary, file }, force, system);
    } catch (cause) {
      throw cause instanceof FileError ? cause : unwritable(path, cause);
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

  /** @throws {FileError} `output-unwritable`; the file cannot be completed then */
  async write(bytes: Uint8Array): Promise<void> {
    try {
      for (let offset = 0; offset < bytes.length;) {
        const written = await this.#file.write(bytes, offset);
        if (written === 0) throw new Error('the system takes no more bytes');
        offset += written;
      }
      this.#size += bytes.length;
    } catch (cause) {
      this.#failure = unwritable(this.path, cause);
      throw this.#failure;
    }
  }

  /**
   * Makes the file durable and gives it its name. Without `force`, a file that came there meanwhile stays.
   *
   * @throws {FileError} `output-exists`, after which another name may be tried; `output-unwritable`
   */
  async commit(options: CommitOptions = {}): Promise<void> {
    const { path = this.path, force = this.#force, modifiedAt } = options;
    if (this.#failure) throw this.#failure;
    try {
      await this.#complete(modifiedAt);
      await this.#takeName(path, force);
      await this.#system.syncFolder(dirname(path));
    } catch (cause) {
      throw cause instanceof FileError ? cause : unwritable(path, cause);
    }
  }

  /** Removes what was written. Harmless after `commit`; never throws, since who discards has a failure to tell. */
  async discard(): Promise<void> {
    await this.#close().catch(() => undefined);
    await this.#system.unlink(this.#temporary).catch(() => undefined);
  }

  async #complete(modifiedAt: number | undefined): Promise<void> {
    if (this.#isClosed) return;
    try {
      if (modifiedAt !== undefined) await this.#file.setTime(modifiedAt);
      await this.#file.sync();
      await this.#close();
    } catch (cause) {
      // A second sync may succeed although bytes are lost.
      this.#failure = unwritable(this.path, cause);
      throw this.#failure;
    }
  }

  async #close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    await this.#file.close();
  }

  /** A hard link fails where the name is taken, which renaming does not; not every file system has them. */
  async #takeName(path: string, force: boolean): Promise<void> {
    if (force) {
      await this.#system.rename(this.#temporary, path);
      return;
    }
    try {
      await this.#system.link(this.#temporary, path);
    } catch (error) {
      if (systemCode(error) === 'EEXIST' || (await this.#system.look(path))) throw exists(path);
      await this.#system.rename(this.#temporary, path);
      return;
    }
    // It has its name: that the other one stays for a while is no failure.
    await this.#system.unlink(this.#temporary).catch(() => undefined);
  }
}

interface Temporary {
  readonly path: string;
  readonly file: NewFile;
}

/** Renaming would put a file in the place of a device, too. */
function refuseOtherThanFile(path: string, standing: Standing | undefined): void {
  if (standing?.kind !== 'folder' && standing?.kind !== 'device') return;
  const what = standing.kind === 'folder' ? 'a folder' : 'a device or pipe';
  throw new FileError('output-unwritable', `cannot write ${path}: it is ${what}, not a file`);
}

function exists(path: string): FileError {
  return new FileError('output-exists', `${path} exists already`);
}

function unwritable(path: string, cause: unknown): FileError {
  return new FileError('output-unwritable', `cannot write ${path}: ${systemReason(cause)}`, { cause });
}
