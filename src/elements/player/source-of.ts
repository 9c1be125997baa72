import {
  ArchiveError,
  BlobSource,
  BytesSource,
  decrypted,
  HttpSource,
  type ByteSource,
} from '../../format/index.ts';

/** What a player can open besides the address in `src`. */
export type PlayerSource = Blob | ArrayBuffer | Uint8Array | ByteSource;

/** A server that says nothing for so long is not going to. */
const IDLE_TIMEOUT = {
  after: 30_000,
  timer: (callback: () => void, milliseconds: number) => {
    const timer = setTimeout(callback, milliseconds);
    return () => clearTimeout(timer);
  },
};

const PROTOCOLS: ReadonlySet<string> = new Set(['http:', 'https:', 'blob:']);

/**
 * The bytes behind an address of the page; with `#k=…` behind it, of the archive that was encrypted with that key. What is no address, or of a kind that is not fetched, is a source too:
 * one that cannot be read, so that it ends like any other that fails.
 */
export function sourceAt(address: string, base: string): ByteSource {
  const url = URL.canParse(address, base) ? new URL(address, base) : undefined;
  if (!url || !PROTOCOLS.has(url.protocol)) return new RefusedSource(address);
  const key = /\bk=([^&]*)/.exec(url.hash)?.[1];
  // What is requested, and what messages name, is without the key.
  url.hash = '';
  const source = new HttpSource(url, { idleTimeout: IDLE_TIMEOUT });
  return key === undefined ? source : decrypted(source, { key });
}

/** Stands for an address that is not fetched; every read fails with `source-unavailable`. */
class RefusedSource implements ByteSource {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }

  size(): Promise<never> {
    return this.#refuse();
  }

  read(): Promise<never> {
    return this.#refuse();
  }

  readHead(): Promise<never> {
    return this.#refuse();
  }

  #refuse(): Promise<never> {
    const message = `"${this.name}" is not the address of a file on the web`;
    return Promise.reject(new ArchiveError('source-unavailable', message));
  }
}

/** The bytes of something the page has already. */
export function sourceOf(given: PlayerSource): ByteSource {
  if (given instanceof Blob)
    return new BlobSource(given, given instanceof File ? given.name : 'session.reprise');
  if (given instanceof ArrayBuffer) return new BytesSource(new Uint8Array(given), 'session.reprise');
  if (given instanceof Uint8Array) return new BytesSource(given, 'session.reprise');
  return given;
}
