import {
  ArchiveError,
  BlobSource,
  BytesSource,
  decrypted,
  HttpSource,
  LateSource,
  type ByteSource,
} from '../../format/index.ts';

/** What a player can open besides the address in `src`. */
export type PlayerSource = Blob | ArrayBuffer | Uint8Array | ByteSource;

const timer = (callback: () => void, milliseconds: number): (() => void) => {
  const timeout = setTimeout(callback, milliseconds);
  return () => clearTimeout(timeout);
};

/** A server that says nothing for so long is not going to. */
const IDLE_TIMEOUT = { after: 30_000, timer };

const PROTOCOLS: ReadonlySet<string> = new Set(['http:', 'https:', 'blob:']);

/**
 * The bytes behind an address of the page; with `#k=…` behind it, of the archive that was encrypted with that key. What is no address, or of a kind that is not fetched, is a source too:
 * one that cannot be read, so that it ends like any other that fails.
 */
export function sourceAt(address: string, base: string): ByteSource {
  const url = URL.canParse(address, base) ? new URL(address, base) : undefined;
  if (!url || !PROTOCOLS.has(url.protocol)) {
    const message = `"${address}" is not the address of a file on the web`;
    return new LateSource(address, () => Promise.reject(new ArchiveError('source-unavailable', message)));
  }
  const key = url.hash;
  // What is requested, and what messages name, is without the key.
  url.hash = '';
  const source = new HttpSource(url, { idleTimeout: IDLE_TIMEOUT, retryTimer: timer });
  return /[#&]k=/.test(key) ? decrypted(source, { key }) : source;
}

/** The bytes of something the page has already. */
export function sourceOf(given: PlayerSource): ByteSource {
  if (given instanceof Blob)
    return new BlobSource(given, given instanceof File ? given.name : 'session.reprise');
  if (given instanceof ArrayBuffer) return new BytesSource(new Uint8Array(given), 'session.reprise');
  if (given instanceof Uint8Array) return new BytesSource(given, 'session.reprise');
  return given;
}
