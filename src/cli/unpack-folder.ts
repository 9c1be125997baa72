import { lstat, realpath } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isEntryPath } from '../format/index.ts';
import { FileError, FileSink, makeFolder, systemCode, systemReason } from '../node/files.ts';
import { CliError } from './errors.ts';
import type { OutputOptions } from './output-file.ts';
import { sweepFolder } from './sweep-folder.ts';

/**
 * A folder that entries of an untrusted archive are written into, and nowhere else: their paths follow the grammar of
 * entry names, no part of them is a symbolic link, and nothing that is there is replaced unasked.
 */
export class UnpackFolder {
  readonly #root: string;
  readonly #options: OutputOptions;
  /** Folders in which nothing is left of a run that was ended. */
  readonly #swept = new Set<string>();

  private constructor(root: string, options: OutputOptions) {
    this.#root = root;
    this.#options = options;
  }

  /** @throws {FileError} `output-unwritable` */
  static async open(path: string, options: OutputOptions): Promise<UnpackFolder> {
    if (path === '') throw new FileError('output-unwritable', 'the name of the folder is empty');
    try {
      await makeFolder(path);
      return new UnpackFolder(await realpath(path), options);
    } catch (cause) {
      throw new FileError('output-unwritable', `cannot write into ${path}: ${systemReason(cause)}`, {
        cause,
      });
    }
  }

  /**
   * Refuses what could not be written, before anything is.
   *
   * @throws {CliError} `unsafe-entry`
   * @throws {FileError} `output-exists`
   */
  async checkAll(paths: readonly string[]): Promise<void> {
    for (const path of paths) {
      if (!isEntryPath(path)) throw new CliError('unsafe-entry', `the archive has an entry "${path}"`);
      if (this.#options.force) continue;
      const target = join(this.#root, path);
      if (await exists(target)) throw new FileError('output-exists', `${target} exists already`);
    }
  }

  /**
   * @throws {CliError} `unsafe-entry`
   * @throws {FileError} `output-exists`, `output-unwritable`; what `pieces` throws. No file is left then
   */
  async write(path: string, pieces: AsyncIterable<Uint8Array>): Promise<void> {
    const target = join(this.#root, path);
    await this.#makeFolder(dirname(target));
    const file = await FileSink.create(target, this.#options);
    try {
      for await (const piece of pieces) await file.write(piece);
      await file.commit();
    } finally {
      await file.discard();
    }
  }

  async #makeFolder(folder: string): Promise<void> {
    try {
      await makeFolder(folder);
    } catch (cause) {
      throw new FileError('output-unwritable', `cannot make ${folder}: ${systemReason(cause)}`, { cause });
    }
    if ((await realpath(folder)) !== folder) {
      throw new CliError('unsafe-entry', `${folder} is a symbolic link; nothing is written through it`);
    }
    if (this.#swept.has(folder)) return;
    this.#swept.add(folder);
    await sweepFolder(folder, this.#options.output);
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (error) {
    if (systemCode(error) === 'ENOENT' || systemCode(error) === 'ENOTDIR') return false;
    throw error;
  }
}
