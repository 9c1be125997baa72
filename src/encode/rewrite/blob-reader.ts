import { ArchiveError, isBlobPath, type ReadOptions } from '../../format/index.ts';
import { decodeText } from '../decode-text.ts';
import type { EventArchive } from './event-archive.ts';

/** Reads the payloads of an archive, and remembers which of them its events name. Holds no content. */
export class BlobReader {
  /** Paths that were asked for: what no event names is not among them. */
  readonly named = new Set<string>();
  readonly #archive: EventArchive;
  readonly #options: ReadOptions;

  constructor(archive: EventArchive, options: ReadOptions) {
    this.#archive = archive;
    this.#options = options;
  }

  /**
   * The bytes of a blob.
   *
   * @returns `undefined` when the archive has no such blob
   * @throws {ArchiveError} when it is there and cannot be read; what the source throws
   */
  async bytes(path: string): Promise<Uint8Array | undefined> {
    if (!isBlobPath(path)) return undefined;
    this.named.add(path);
    try {
      return await this.#archive.readEntry(path, this.#options);
    } catch (error) {
      if (error instanceof ArchiveError && error.code === 'entry-not-found') return undefined;
      throw error;
    }
  }

  /** The text of a blob, a byte order mark kept; `undefined` also when it is not UTF-8. Errors as {@link bytes}. */
  async text(path: string): Promise<string | undefined> {
    const bytes = await this.bytes(path);
    return bytes && decodeText(bytes);
  }
}
