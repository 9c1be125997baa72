import type { ByteSource } from './byte-source.ts';

/** A source that is had with its first read: what makes it is loaded then, or what is wrong with it is told. */
export class LateSource implements ByteSource {
  readonly name: string;
  /** The source that it is made of, if it is made of one. */
  readonly origin: ByteSource | undefined;
  readonly #load: () => Promise<ByteSource>;
  #loaded: Promise<ByteSource> | undefined;

  /** @param load - makes the source, once; all reads reject with what it rejects with */
  constructor(name: string, load: () => Promise<ByteSource>, origin?: ByteSource) {
    this.name = name;
    this.origin = origin;
    this.#load = load;
  }

  size(...how: Parameters<ByteSource['size']>): Promise<number> {
    return this.#source.then((source) => source.size(...how));
  }

  read(...how: Parameters<ByteSource['read']>): Promise<Uint8Array> {
    return this.#source.then((source) => source.read(...how));
  }

  readHead(...how: Parameters<ByteSource['readHead']>): ReturnType<ByteSource['readHead']> {
    return this.#source.then((source) => source.readHead(...how));
  }

  get #source(): Promise<ByteSource> {
    return (this.#loaded ??= this.#load());
  }
}
