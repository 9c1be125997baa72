import { ArchiveError, type ChangeEvent } from '../../format/index.ts';
import { FilesState, type TextSource } from '../../state/files/index.ts';
import type { BlobReader } from './blob-reader.ts';

/** Texts of a file around a change, as far as they are known. */
export interface TextsAround {
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** Follows the texts of files through a changes track. Holds the current texts of the files it touches. */
export class FileTexts {
  readonly #state: FilesState;
  readonly #source: TextSource;
  readonly #texts = new Map<string, string>();

  constructor(blobs: BlobReader) {
    this.#source = {
      blob: async (path) => {
        const text = await blobs.text(path);
        if (text !== undefined) return text;
        throw new ArchiveError('entry-not-found', `no text in ${path}`, { entry: path });
      },
      segment: () => Promise.reject(new TypeError('a state that was never restored looks nothing up')),
    };
    this.#state = new FilesState(this.#source);
  }

  /** Paths of the files whose text is known. */
  get paths(): Iterable<string> {
    return this.#texts.keys();
  }

  /** SHA-256 (hex) of a file whose text is known. */
  sha256(path: string): string | undefined {
    return this.#texts.has(path) ? this.#state.sha256(path) : undefined;
  }

  /** Text of a file; `undefined` when it is not known. */
  text(path: string): string | undefined {
    return this.#texts.get(path);
  }

  /** Goes over a change. A text counts as known only when all that leads to it gives the digest that is claimed. */
  async apply(event: ChangeEvent): Promise<TextsAround> {
    const { path, op, from = path } = event;
    const origin = op === 'rename' ? from : path;
    const before = this.#texts.get(origin);
    this.#state.apply(event);
    if (origin !== path) this.#texts.delete(origin);
    const after = await this.#read(path);
    if (after === undefined) this.#texts.delete(path);
    else this.#texts.set(path, after);
    return { before, after };
  }

  async #read(path: string): Promise<string | undefined> {
    try {
      return await this.#state.version(path)?.read(this.#source);
    } catch (error) {
      if (error instanceof ArchiveError && error.code === 'entry-not-found') return undefined;
      throw error;
    }
  }
}
