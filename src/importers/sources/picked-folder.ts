import type { ImportSource } from './import-source.ts';
import { PickedFile } from './picked-file.ts';

/** A folder that was picked or dropped in a page: its files by their paths. */
export class PickedFolder {
  /** Of all files, relative to the folder, `/`-separated, sorted by code units. */
  readonly paths: readonly string[];
  readonly #files: ReadonlyMap<string, File>;

  /** @param files - path relative to the folder, `/`-separated → file */
  constructor(files: ReadonlyMap<string, File>) {
    this.#files = files;
    this.paths = [...files.keys()].sort();
  }

  /**
   * A log of the folder, which may ask for the files near it.
   *
   * @param root - folder that their paths are relative to, itself relative to this one; `''`: this one
   * @returns `undefined` when there is no such file
   */
  source(path: string, root: string): ImportSource | undefined {
    const file = this.#files.get(path);
    const prefix = root === '' ? '' : `${root}/`;
    return file && new FileOfFolder(file, { folder: this, prefix, path });
  }
}

class FileOfFolder extends PickedFile {
  readonly ownPath: string;
  readonly #folder: PickedFolder;
  /** Of the paths that may be asked for. */
  readonly #prefix: string;

  constructor(file: File, { folder, prefix, path }: { folder: PickedFolder; prefix: string; path: string }) {
    super(file);
    this.ownPath = path.slice(prefix.length);
    this.#folder = folder;
    this.#prefix = prefix;
  }

  override sibling(path: string): Promise<ImportSource | undefined> {
    return Promise.resolve(this.#folder.source(this.#prefix + path, this.#prefix.slice(0, -1)));
  }

  override siblings(folder: string, { deep = false } = {}): Promise<readonly string[]> {
    const start = folder === '' ? this.#prefix : `${this.#prefix}${folder}/`;
    const below = this.#folder.paths.filter(
      (path) => path.startsWith(start) && (deep || !path.includes('/', start.length)),
    );
    return Promise.resolve(below.map((path) => path.slice(this.#prefix.length)));
  }
}
