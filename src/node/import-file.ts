import { lstat, realpath, type FileHandle } from 'node:fs/promises';
import { basename, dirname, join, relative, sep } from 'node:path';
import type { ImportSource } from '../importers/index.ts';
import { FileError } from './file-error.ts';
import { systemReason } from './system-error.ts';
import { listFolder, MAX_FOLDER_DEPTH } from './folder-listing.ts';
import { ReadLedger, type FileState } from './read-ledger.ts';
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
  readonly #opened: FileState & { readonly openedAt: number };
  readonly #ledger: ReadLedger;
  /** Folder that siblings are relative to, as it really is. */
  readonly #root: string;
  #position = 0;
  /** Files beside it that were asked for, by their real path. */
  readonly #siblings = new Map<string, SiblingFile>();

  private constructor(path: string, handle: FileHandle, opened: FileState, { root, ownPath }: Place) {
    this.path = path;
    this.ownPath = ownPath;
    this.name = basename(path);
    this.#handle = handle;
    this.size = opened.size;
    this.#opened = { ...opened, openedAt: Date.now() };
    this.#ledger = new ReadLedger(path);
    this.#root = root;
  }

  /** @throws {FileError} `input-not-found`, `input-not-a-file`, `input-unreadable`, `input-empty` */
  static async open(
    path: string,
    { name = basename(path), root = dirname(path), mayBeEmpty = false }: ImportFileOptions = {},
  ): Promise<ImportFile> {
    const { handle, ...opened } = await openRegularFile(path);
    if (opened.size > 0 || mayBeEmpty) return new ImportFile(path, handle, opened, await placeOf(path, root));
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

  /** @throws {FileError} `input-unreadable`, `input-changed` */
  read(offset: number, length: number): Promise<Uint8Array> {
    return this.#reading(this.#handle).part(offset, Math.min(length, this.size - offset));
  }

  /**
   * Bytes as far as the file went when it was opened; one that is being written to is taken up to there.
   *
   * @throws {FileError} `input-unreadable`, `input-changed`
   */
  async *chunks(): AsyncGenerator<Uint8Array, void> {
    this.#position = 0;
    for await (const chunk of this.#reading(this.#handle).chunks(this.size)) {
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
      const path = relative(this.#root, found).split(sep).join('/');
      const file = await SiblingFile.of(this, found, path);
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

  /**
   * Asks whether all that was read, here and beside it, stands there still: else it may be of no moment at all.
   *
   * @throws {FileError} `input-changed`
   */
  async expectUnchanged(): Promise<void> {
    await this.#ledger.expectUnchanged(this.#handle, this.#opened);
    for (const sibling of this.#siblings.values()) await sibling.expectUnchanged();
  }

  close(): Promise<void> {
    return this.#handle.close();
  }

  #reading(handle: FileHandle): Reading {
    return new Reading(handle, this.path, this.#ledger);
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
  readonly #owner: ImportFile;
  readonly #place: string;
  readonly #ledger: ReadLedger;
  #opened: OpenedFile;

  private constructor(owner: ImportFile, place: string, path: string, opened: OpenedFile) {
    this.#owner = owner;
    this.#place = place;
    this.name = basename(place);
    this.path = path;
    this.#ledger = new ReadLedger(place);
    this.#opened = opened;
  }

  /** @throws {FileError} as `openRegularFile` */
  static async of(owner: ImportFile, place: string, path: string): Promise<SiblingFile> {
    const { handle, ...opened } = await openRegularFile(place);
    await handle.close();
    return new SiblingFile(owner, place, path, { ...opened, openedAt: Date.now() });
  }

  get ownPath(): string {
    return this.path;
  }

  get size(): number {
    return this.#opened.size;
  }

  async read(offset: number, length: number): Promise<Uint8Array> {
    const handle = await this.#open();
    try {
      return await new Reading(handle, this.#place, this.#ledger).part(
        offset,
        Math.min(length, this.size - offset),
      );
    } finally {
      await handle.close();
    }
  }

  async *chunks(): AsyncGenerator<Uint8Array, void> {
    const handle = await this.#open();
    try {
      yield* new Reading(handle, this.#place, this.#ledger).chunks(this.size);
    } finally {
      await handle.close();
    }
  }

  /** One that another has taken the place of, or that is gone, is no worse: what was read is what it held. */
  async expectUnchanged(): Promise<void> {
    if (this.#ledger.isEmpty) return;
    const found = await openRegularFile(this.#place).catch(() => undefined);
    if (!found) return;
    try {
      if (found.id === this.#opened.id) await this.#ledger.expectUnchanged(found.handle, this.#opened);
    } finally {
      await found.handle.close();
    }
  }

  /** The same file as before, unless nothing was read of it yet. */
  async #open(): Promise<FileHandle> {
    const { handle, ...opened } = await openRegularFile(this.#place);
    const isSame = opened.id === this.#opened.id && opened.size >= this.size;
    if (isSame) return handle;
    if (!this.#ledger.isEmpty) {
      await handle.close();
      throw this.#ledger.changed();
    }
    this.#opened = { ...opened, openedAt: Date.now() };
    return handle;
  }

  sibling(path: string): Promise<ImportSource | undefined> {
    return this.#owner.sibling(path);
  }

  siblings(folder: string, options?: { readonly deep?: boolean }): Promise<readonly string[]> {
    return this.#owner.siblings(folder, options);
  }
}

interface OpenedFile extends FileState {
  readonly id: string;
  /** ms since 1970 UTC. */
  readonly openedAt: number;
}

/** Reads of an open file what is noted in its ledger. */
class Reading {
  readonly #handle: FileHandle;
  readonly #path: string;
  readonly #ledger: ReadLedger;

  constructor(handle: FileHandle, path: string, ledger: ReadLedger) {
    this.#handle = handle;
    this.#path = path;
    this.#ledger = ledger;
  }

  /** The bytes in pieces, each in the buffer of the one before. */
  async *chunks(size: number): AsyncGenerator<Uint8Array, void> {
    const buffer = new Uint8Array(Math.min(CHUNK_SIZE, size));
    for (let offset = 0; offset < size;) {
      const chunk = buffer.subarray(0, size - offset);
      await this.#fill(chunk, offset);
      offset += chunk.length;
      yield chunk;
    }
  }

  async part(offset: number, length: number): Promise<Uint8Array> {
    const bytes = new Uint8Array(Math.max(0, length));
    await this.#fill(bytes, offset);
    return bytes;
  }

  async #fill(bytes: Uint8Array, offset: number): Promise<void> {
    const length = await readFully(this.#handle, bytes, offset).catch((cause: unknown) => {
      const message = `cannot read ${this.#path}: ${systemReason(cause)}`;
      throw new FileError('input-unreadable', message, { cause });
    });
    if (length < bytes.length) throw this.#ledger.changed();
    this.#ledger.note(offset, bytes);
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
