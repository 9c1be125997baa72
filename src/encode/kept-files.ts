import { SOURCE_FOLDER, toPathPart } from '../format/index.ts';
import type { ArchiveWriter, PackedSource } from '../format/index.ts';

/** A file that a session is packed from. */
export interface SessionFile extends Omit<PackedSource, 'sessionId' | 'entry'> {
  /**
   * The file itself and, behind it, those beside it that were read with it: to be kept byte for byte. Asked for when
   * all events have come. Absent: only the facts are written.
   */
  readonly keep?: () => readonly KeptFile[];
}

/** A file to keep byte for byte. */
export interface KeptFile {
  /** Relative to the folder of the session's file, `/`-separated. */
  readonly path: string;
  chunks(): AsyncIterable<Uint8Array>;
}

/** Folders and name of a path that are kept: longer ones would not fit into the name of an entry. */
const MAX_PARTS = 8;

/** Stores files under `source/`, each under the name it has, as far as the grammar of entry names allows. */
export class KeptFiles {
  readonly #writer: ArchiveWriter;
  readonly #taken = new Set<string>();

  constructor(writer: ArchiveWriter) {
    this.#writer = writer;
  }

  /** @returns the path of the entry */
  async add(file: KeptFile): Promise<string> {
    const entry = this.#entryFor(file.path);
    await this.#writer.addEntryFrom(entry, file.chunks());
    return entry;
  }

  #entryFor(path: string): string {
    const name = path.split('/').slice(-MAX_PARTS).map(toPathPart).join('/');
    const [, stem, extension] = /^(.*?)((?:\.[A-Za-z0-9]{1,10})?)$/.exec(name)!;
    for (let number = 1; ; number += 1) {
      const entry = `${SOURCE_FOLDER}/${number === 1 ? name : `${stem}-${number}${extension}`}`;
      const folded = entry.toLowerCase();
      if (this.#taken.has(folded)) continue;
      this.#taken.add(folded);
      return entry;
    }
  }
}
