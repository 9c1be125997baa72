import type { ImportSource } from './import-source.ts';

/** A log that was picked, dropped or pasted in a page; what was picked along with it are the files beside it. */
export class PickedFile implements ImportSource {
  readonly #file: File;
  readonly #beside: readonly File[];

  /** @param beside - files that it may ask for by name: those of the same pick. Default: none */
  constructor(file: File, beside: Iterable<File> = []) {
    this.#file = file;
    this.#beside = [...beside];
  }

  get name(): string {
    return this.#file.name;
  }

  get size(): number {
    return this.#file.size;
  }

  async *chunks(): AsyncGenerator<Uint8Array, void> {
    const reader = this.#file.stream().getReader();
    try {
      for (;;) {
        const piece = await reader.read();
        if (piece.done) return;
        yield piece.value;
      }
    } finally {
      await reader.cancel();
    }
  }

  async read(offset: number, length: number): Promise<Uint8Array> {
    return new Uint8Array(await this.#file.slice(offset, offset + length).arrayBuffer());
  }

  sibling(path: string): Promise<ImportSource | undefined> {
    const found = this.#beside.find(({ name }) => name === path);
    return Promise.resolve(found && new PickedFile(found, this.#beside));
  }

  /** A pick knows no folders: only the one of the log has files. */
  siblings(folder: string): Promise<readonly string[]> {
    return Promise.resolve(folder === '' ? this.#beside.map(({ name }) => name).sort() : []);
  }
}
