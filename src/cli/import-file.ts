import { lstat, realpath, type FileHandle } from 'node:fs/promises';
import { basename, dirname, join, sep } from 'node:path';
import type { ImportSource } from '../importers/index.ts';
import { CliError, systemReason } from './errors.ts';
import { listFolder, MAX_FOLDER_DEPTH } from './folder-listing.ts';
import { openRegularFile, readFully } from './node-file.ts';

const CHUNK_SIZE = 256 * 1024;

/**
 * A log on the disk as an importer reads it.
 *
 * What a log names is untrusted: files near it are opened only where they really are, symbolic links followed,
 * inside the folder of the log, and only regular files.
 */
export class ImportFile implements ImportSource {
  readonly name: string;
  readonly size: number;
  readonly path: string;
  readonly #handle: FileHandle;
  readonly #folder: string;
  readonly #opened: ImportFile[] = [];

  private constructor(path: string, handle: FileHandle, size: number, folder: string) {
    this.path = path;
    this.name = basename(path);
    this.#handle = handle;
    this.size = size;
    this.#folder = folder;
  }

  /** @throws {CliError} `input-not-found`, `input-not-a-file`, `input-unreadable`, `input-empty` */
  static async open(path: string, name = basename(path)): Promise<ImportFile> {
    const { handle, size } = await openRegularFile(path);
    if (size > 0) return new ImportFile(path, handle, size, await realpath(dirname(path)));
    await handle.close();
    throw new CliError('input-empty', `${name} is empty`);
  }

  async read(offset: number, length: number): Promise<Uint8Array> {
    const bytes = new Uint8Array(Math.max(0, Math.min(length, this.size - offset)));
    const read = await readFully(this.#handle, bytes, offset).catch((cause: unknown) => {
      throw this.#unreadable(cause);
    });
    return bytes.subarray(0, read);
  }

  /** Bytes as far as the file went when it was opened; one that is being written to is taken up to there. */
  async *chunks(): AsyncGenerator<Uint8Array, void> {
    for (let offset = 0; offset < this.size;) {
      const bytes = await this.read(offset, CHUNK_SIZE);
      if (bytes.length === 0) return;
      offset += bytes.length;
      yield bytes;
    }
  }

  async sibling(path: string): Promise<ImportSource | undefined> {
    const found = await this.#resolve(path);
    if (found === undefined) return undefined;
    try {
      const { handle, size } = await openRegularFile(found);
      const file = new ImportFile(found, handle, size, this.#folder);
      this.#opened.push(file);
      return file;
    } catch (error) {
      if (error instanceof CliError) return undefined;
      throw error;
    }
  }

  async siblings(folder: string, { deep = false } = {}): Promise<readonly string[]> {
    const found = await this.#resolve(folder);
    if (found === undefined) return [];
    const prefix = folder === '' || folder === '.' ? '' : `${folder}/`;
    const { paths } = await listFolder(found, { maxDepth: deep ? MAX_FOLDER_DEPTH : 0 });
    return paths.map((path) => prefix + path);
  }

  async close(): Promise<void> {
    for (const file of this.#opened) await file.close();
    await this.#handle.close();
  }

  #unreadable(cause: unknown): CliError {
    return new CliError('input-unreadable', `cannot read ${this.path}: ${systemReason(cause)}`, { cause });
  }

  /** Where a relative path really leads, if that is inside the log's own folder. */
  async #resolve(path: string): Promise<string | undefined> {
    if (!isRelativePath(path)) return undefined;
    try {
      const found = await realpath(join(this.#folder, path));
      const inside = found === this.#folder || found.startsWith(withSeparator(this.#folder));
      const stats = await lstat(found);
      return inside && (stats.isFile() || stats.isDirectory()) ? found : undefined;
    } catch {
      return undefined;
    }
  }
}

function isRelativePath(path: string): boolean {
  if (path.includes('\0') || path.includes('\\') || path.startsWith('/') || /^[A-Za-z]:/.test(path))
    return false;
  return !path.split('/').includes('..');
}

function withSeparator(folder: string): string {
  return folder.endsWith(sep) ? folder : folder + sep;
}
