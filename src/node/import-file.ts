import { lstat, realpath, type FileHandle } from 'node:fs/promises';
import { basename, dirname, join, relative, sep } from 'node:path';
import type { ImportSource } from '../importers/index.ts';
import { FileError } from './file-error.ts';
import { systemReason } from './system-error.ts';
import { listFolder, MAX_FOLDER_DEPTH } from './folder-listing.ts';
import { openRegularFile, readFully } from './regular-file.ts';

/** Bytes read at a time: each read costs a round trip to another thread, and the records of one are held together. */
const CHUNK_SIZE = 256 * 1024;

/** How a file is called, and what it may ask for. */
export interface ImportFileOptions {
  /** Name for messages. Default: that of the file. */
  readonly name?: string;
  /** What the paths of files beside it are relative to. Default: its own folder. */
  readonly root?: string;
  /** What it lacks may stand in the files beside it. Default: an empty file is refused. */
  readonly mayBeEmpty?: boolean;
}

/** A file that was read, or stands beside one that was. */
export interface ReadFile {
  /** Relative to the folder that siblings are relative to, `/`-separated. */
  readonly path: string;
  readonly size: number;
  chunks(): AsyncIterable<Uint8Array>;
}

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
  readonly ownPath: string;
  readonly #handle: FileHandle;
  /** Folder that siblings are relative to, as it really is. */
  readonly #root: string;
  #position = 0;
  /** Files beside it that were asked for, by their real path. */
  readonly #siblings = new Map<string, SiblingFile>();

  private constructor(path: string, handle: FileHandle, size: number, { root, ownPath }: Place) {
    this.path = path;
    this.ownPath = ownPath;
    this.name = basename(path);
    this.#handle = handle;
    this.size = size;
    this.#root = root;
  }

  /** @throws {FileError} `input-not-found`, `input-not-a-file`, `input-unreadable`, `input-empty` */
  static async open(
    path: string,
    { name = basename(path), root = dirname(path), mayBeEmpty = false }: ImportFileOptions = {},
  ): Promise<ImportFile> {
    const { handle, size } = await openRegularFile(path);
    if (size > 0 || mayBeEmpty) return new ImportFile(path, handle, size, await placeOf(path, root));
    await handle.close();
    throw new FileError('input-empty', `${name} is empty`);
  }

  /** The file itself, then the files beside it that were asked for so far. */
  get filesRead(): readonly ReadFile[] {
    const own = { path: this.name, size: this.size, chunks: () => this.chunks() };
    return [own, ...this.#siblings.values()];
  }

  /** Bytes up to which it has been read from its start; anew with every `chunks`. */
  get position(): number {
    return this.#position;
  }

  /** What the paths of files beside it are relative to, symbolic links followed. */
  get root(): string {
    return this.#root;
  }

  read(offset: number, length: number): Promise<Uint8Array> {
    return readPart(this.#handle, this.path, offset, Math.min(length, this.size - offset));
  }

  /** Bytes as far as the file went when it was opened; one that is being written to is taken up to there. */
  async *chunks(): AsyncGenerator<Uint8Array, void> {
    this.#position = 0;
    for await (const chunk of readChunks(this.#handle, this.path, this.size)) {
      this.#position += chunk.length;
      yield chunk;
    }
  }

  async sibling(path: string): Promise<ImportSource | undefined> {
    const found = await this.#resolve(path);
    if (found === undefined) return undefined;
    const known = this.#siblings.get(found);
    if (known) return known;
    try {
      const { handle, size } = await openRegularFile(found);
      await handle.close();
      const file = new SiblingFile(this, found, relative(this.#root, found).split(sep).join('/'), size);
      this.#siblings.set(found, file);
      return file;
    } catch (error) {
      if (error instanceof FileError) return undefined;
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

  close(): Promise<void> {
    return this.#handle.close();
  }

  /** Where a relative path really leads, if that is inside the log's own folder. */
  async #resolve(path: string): Promise<string | undefined> {
    if (!isRelativePath(path)) return undefined;
    try {
      const found = await realpath(join(this.#root, path));
      const inside = found === this.#root || found.startsWith(withSeparator(this.#root));
      const stats = await lstat(found);
      return inside && (stats.isFile() || stats.isDirectory()) ? found : undefined;
    } catch {
      return undefined;
    }
  }
}

interface Place {
  readonly root: string;
  /** Of the file, below `root`; symbolic links followed. */
  readonly ownPath: string;
}

async function placeOf(path: string, root: string): Promise<Place> {
  const [place, real] = await Promise.all([realpath(root), realpath(path)]);
  const ownPath = relative(place, real).split(sep).join('/');
  return { root: place, ownPath: isRelativePath(ownPath) ? ownPath : basename(path) };
}

/** A file beside a log. There may be thousands, so it is open only while it is read. */
class SiblingFile implements ImportSource, ReadFile {
  readonly name: string;
  readonly path: string;
  readonly size: number;
  readonly #owner: ImportFile;
  readonly #place: string;

  constructor(owner: ImportFile, place: string, path: string, size: number) {
    this.#owner = owner;
    this.#place = place;
    this.name = basename(place);
    this.path = path;
    this.size = size;
  }

  get ownPath(): string {
    return this.path;
  }

  async read(offset: number, length: number): Promise<Uint8Array> {
    const { handle } = await openRegularFile(this.#place);
    try {
      return await readPart(handle, this.#place, offset, Math.min(length, this.size - offset));
    } finally {
      await handle.close();
    }
  }

  async *chunks(): AsyncGenerator<Uint8Array, void> {
    const { handle } = await openRegularFile(this.#place);
    try {
      yield* readChunks(handle, this.#place, this.size);
    } finally {
      await handle.close();
    }
  }

  sibling(path: string): Promise<ImportSource | undefined> {
    return this.#owner.sibling(path);
  }

  siblings(folder: string, options?: { readonly deep?: boolean }): Promise<readonly string[]> {
    return this.#owner.siblings(folder, options);
  }
}

/** The bytes of a file in pieces, each in the buffer of the one before. */
async function* readChunks(handle: FileHandle, path: string, size: number): AsyncGenerator<Uint8Array, void> {
  const buffer = new Uint8Array(Math.min(CHUNK_SIZE, size));
  for (let offset = 0; offset < size;) {
    const length = await readInto(handle, path, buffer.subarray(0, size - offset), offset);
    if (length === 0) return;
    offset += length;
    yield buffer.subarray(0, length);
  }
}

async function readPart(
  handle: FileHandle,
  path: string,
  offset: number,
  length: number,
): Promise<Uint8Array> {
  const bytes = new Uint8Array(Math.max(0, length));
  return bytes.subarray(0, await readInto(handle, path, bytes, offset));
}

function readInto(handle: FileHandle, path: string, bytes: Uint8Array, offset: number): Promise<number> {
  return readFully(handle, bytes, offset).catch((cause: unknown) => {
    throw new FileError('input-unreadable', `cannot read ${path}: ${systemReason(cause)}`, { cause });
  });
}

function isRelativePath(path: string): boolean {
  if (path.includes('\0') || path.includes('\\') || path.startsWith('/') || /^[A-Za-z]:/.test(path))
    return false;
  return !path.split('/').includes('..');
}

function withSeparator(folder: string): string {
  return folder.endsWith(sep) ? folder : folder + sep;
}
