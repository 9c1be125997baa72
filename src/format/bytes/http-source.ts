import { ArchiveError, type SourceFault } from '../errors.ts';
import { quote } from '../findings.ts';
import { orIdle, readUpTo, type IdleTimeout, type Timer } from './body-reader.ts';
import type { ByteSource, ReadOptions } from './byte-source.ts';
import { endsTooEarly } from './bytes-source.ts';
import {
  faultOf,
  readContentRange,
  retryAfter,
  unsatisfiedTotal,
  versionDifference,
  versionOf,
  type ContentRange,
  type Version,
} from './http-answer.ts';
import { AskedToWait, withRetries } from './http-retry.ts';
import type { StreamedBody } from './streamed-body.ts';

/** How a file on a web server is read. */
export interface HttpOptions {
  /** Default: the platform's. */
  readonly fetch?: typeof globalThis.fetch | undefined;
  /** How long the server may send nothing; default: for ever, as a library has no clock. */
  readonly idleTimeout?: IdleTimeout | undefined;
  /**
   * Whoever has a clock gives it to have what passes tried again: a server that is busy, a connection that breaks off.
   * Four more tries with growing waits, 7.5 s in all; a server's `Retry-After` is kept up to 30 s. Default: no more tries.
   */
  readonly retryTimer?: Timer | undefined;
  /** Bytes kept of a file from a server that knows no ranges. Default 512 MiB. */
  readonly maxStreamedSize?: number | undefined;
}

/** A body that breaks off is asked for again from there at once, so many times. */
const RESUMPTIONS = 2;
/** Answers that one read takes at most, of a server that sends less than it is asked for. */
const MAX_PIECES = 32;
const MAX_STREAMED_SIZE = 512 * 2 ** 20;

/**
 * A file on a web server, read by HTTP Range requests.
 *
 * Asks for absolute ranges only, which every cache and CDN knows, and sends no `If-Match`, which costs a preflight
 * and defeats caches: each answer is compared with the first instead. A server that ignores ranges is read as a
 * stream, once. What may pass is tried again where somebody has a clock for it.
 *
 * All reads reject with {@link ArchiveError}: `source-unavailable` (network, CORS, status, timeout; `fault` says which),
 * `source-changed` (ETag, Last-Modified or size differ from the first answer), `truncated-archive`, `limit-exceeded`
 * (`maxStreamedSize`); or with the reason of the signal, untouched.
 */
export class HttpSource implements ByteSource {
  /** The address. */
  readonly name: string;
  readonly #fetch: typeof globalThis.fetch;
  readonly #idleTimeout: IdleTimeout | undefined;
  readonly #retryTimer: Timer | undefined;
  readonly #maxStreamedSize: number;
  /** The server has answered. */
  #isKnown = false;
  #version: Version | undefined;
  #streamed: StreamedBody | undefined;

  constructor(
    url: string | URL,
    { fetch, idleTimeout, retryTimer, maxStreamedSize = MAX_STREAMED_SIZE }: HttpOptions = {},
  ) {
    this.name = String(url);
    this.#fetch = fetch ?? ((input, init) => globalThis.fetch(input, init));
    this.#idleTimeout = idleTimeout;
    this.#retryTimer = retryTimer;
    this.#maxStreamedSize = maxStreamedSize;
  }

  /** From an earlier answer where it told; else one `HEAD` request, whose `Content-Length` no server hides. */
  size(options: ReadOptions = {}): Promise<number> {
    return this.#patiently(() => this.#size(options), options);
  }

  readHead(
    length: number,
    options: ReadOptions = {},
  ): Promise<{ bytes: Uint8Array; size: number | undefined }> {
    return this.#patiently(() => this.#readHead(length, options), options);
  }

  read(offset: number, length: number, options: ReadOptions = {}): Promise<Uint8Array> {
    return this.#patiently(() => this.#read(offset, length, options), options);
  }

  /** Tries what may pass again. */
  #patiently<T>(action: () => Promise<T>, { signal }: ReadOptions): Promise<T> {
    const attempt = (): Promise<T> => {
      // What has broken off is asked for anew; it must be of the same version.
      if (this.#streamed?.hasFailed) this.#streamed = undefined;
      return action();
    };
    if (!this.#retryTimer) return attempt();
    return withRetries(attempt, { timer: this.#retryTimer, signal, mayPass: () => this.#isKnown });
  }

  async #size(options: ReadOptions): Promise<number> {
    if (this.#streamed)
      return this.#streamed.end(options).catch((cause: unknown) => this.#failed(cause, options));
    if (this.#version?.total !== undefined) return this.#version.total;
    const response = await this.#request({ method: 'HEAD' }, options);
    const length = response.headers.get('Content-Length');
    if (!response.ok || length === null || response.headers.get('Content-Encoding') !== null) {
      throw this.#unavailable('unsuited', 'does not tell its size');
    }
    const size = Number(length);
    this.#compare(versionOf(response.headers, size));
    return size;
  }

  async #readHead(
    length: number,
    options: ReadOptions,
  ): Promise<{ bytes: Uint8Array; size: number | undefined }> {
    let response = await this.#request({ headers: rangeHeader(0, length) }, options);
    // Some servers refuse a range that is longer than the file, and all refuse one of an empty file.
    if (response.status === 416) response = await this.#request({}, options);
    if (response.status === 200) {
      const streamed = await this.#adopt(response);
      const bytes = await this.#readStreamed(streamed, 0, length, options);
      return { bytes, size: streamed.size ?? this.#version?.total };
    }
    const range = this.#checkPartial(response, 0, length);
    const bytes = await this.#readBody(response, range, 0, length, options);
    // Less than was asked for is all there is.
    const size = this.#version?.total ?? (bytes.length < length ? bytes.length : undefined);
    return { bytes, size };
  }

  async #read(offset: number, length: number, options: ReadOptions): Promise<Uint8Array> {
    if (length === 0) return new Uint8Array();
    const total = this.#version?.total;
    if (total !== undefined && offset + length > total) throw endsTooEarly(this.name, total, offset, length);
    const bytes = this.#streamed
      ? await this.#readStreamed(this.#streamed, offset, length, options)
      : await this.#readRange(offset, length, options);
    if (bytes.length < length) throw endsTooEarly(this.name, offset + bytes.length, offset, length);
    return bytes;
  }

  async #readStreamed(
    streamed: StreamedBody,
    offset: number,
    length: number,
    options: ReadOptions,
  ): Promise<Uint8Array> {
    return streamed.read(offset, length, options).catch((cause: unknown) => this.#failed(cause, options));
  }

  /** Throws what a break of the stream means. */
  #failed(cause: unknown, { signal }: ReadOptions): never {
    signal?.throwIfAborted();
    if (!(cause instanceof ArchiveError)) throw this.#unavailable('broken', 'broke off', cause);
    throw cause.code === 'source-unavailable' ? this.#unavailable('silent', cause.message, cause) : cause;
  }

  async #readRange(offset: number, length: number, options: ReadOptions): Promise<Uint8Array> {
    const response = await this.#request({ headers: rangeHeader(offset, length) }, options);
    if (response.status === 416) {
      this.#compare(versionOf(response.headers, unsatisfiedTotal(response.headers)));
      return new Uint8Array();
    }
    if (response.status === 200)
      return this.#readStreamed(await this.#adopt(response), offset, length, options);
    const range = this.#checkPartial(response, offset, length);
    return this.#readBody(response, range, offset, length, options);
  }

  /**
   * The body of a 206, cut at the asked length. Where it breaks off, the rest is asked for again.
   *
   * @returns `length` bytes, or fewer where the file ends before
   */
  async #readBody(
    first: Response,
    range: ContentRange | undefined,
    offset: number,
    length: number,
    options: ReadOptions,
  ): Promise<Uint8Array> {
    // A server may send less than it was asked for and than there is.
    const wanted = range?.total === undefined ? length : Math.min(length, range.total - offset);
    const target = new Uint8Array(wanted);
    let filled = 0;
    let response = first;
    let breaks = 0;
    for (let pieces = 1; ; pieces += 1) {
      if (!response.body) throw this.#unavailable('unsuited', 'sent an answer without a body');
      const part = await readUpTo(response.body, target, filled, wanted - filled, this.#idleTimeout);
      filled += part.read;
      options.signal?.throwIfAborted();
      // Where the size is hidden, the end of the body is the end of the file.
      const ended = range?.total === undefined && part.cause === undefined;
      if (filled === wanted || ended) return target.subarray(0, filled);
      if (part.cause instanceof ArchiveError)
        throw this.#unavailable('silent', part.cause.message, part.cause);
      if (part.cause !== undefined) breaks += 1;
      if (breaks > RESUMPTIONS || pieces === MAX_PIECES || part.read === 0) {
        throw this.#unavailable('broken', `broke off after ${filled} of ${wanted} bytes`, part.cause);
      }
      response = await this.#request({ headers: rangeHeader(offset + filled, wanted - filled) }, options);
      if (response.status !== 206) throw this.#unavailable('unsuited', 'broke off and did not go on');
      this.#checkPartial(response, offset + filled, wanted - filled);
    }
  }

  /**
   * Checks that a 206 is what was asked for, of the version that was seen first.
   *
   * @returns its range; `undefined` where the server does not expose it to other origins
   */
  #checkPartial(response: Response, offset: number, length: number): ContentRange | undefined {
    const { headers, status } = response;
    if (status !== 206) throw this.#badStatus(response);
    if (headers.get('Content-Type')?.startsWith('multipart/'))
      throw this.#unavailable('unsuited', 'answered with several ranges');
    if ((headers.get('Content-Encoding') ?? 'identity') !== 'identity') {
      throw this.#unavailable(
        'unsuited',
        'compresses ranges (Content-Encoding), which makes their offsets meaningless',
      );
    }
    const range = readContentRange(headers);
    if (range === undefined) {
      this.#compare(versionOf(headers, undefined));
      return undefined;
    }
    if (range === 'malformed' || range.first !== offset || range.last >= offset + length) {
      throw this.#unavailable(
        'unsuited',
        `answered with ${quote(headers.get('Content-Range') ?? '')} when asked for bytes ${offset} to ${offset + length - 1}`,
      );
    }
    this.#compare(versionOf(headers, range.total));
    return range;
  }

  /** Takes the whole file from a 200, for this and all later reads. */
  async #adopt(response: Response): Promise<StreamedBody> {
    const { headers, body } = response;
    const length = headers.get('Content-Length');
    // The length of a compressed answer is not that of the file.
    const total = length !== null && headers.get('Content-Encoding') === null ? Number(length) : undefined;
    this.#compare(versionOf(headers, total));
    if (!body) throw this.#unavailable('unsuited', 'sent an answer without a body');
    // Few servers are so: this code is not part of the first frame.
    const { StreamedBody } = await import('./streamed-body.ts');
    this.#streamed ??= new StreamedBody(body, this.#maxStreamedSize, this.#idleTimeout);
    return this.#streamed;
  }

  /** Holds an answer against what earlier answers said, and learns what they did not say. */
  #compare(version: Version): void {
    const first = this.#version;
    const difference = first && versionDifference(first, version);
    if (difference !== undefined) {
      throw new ArchiveError(
        'source-changed',
        `${quote(this.name)} changed on the server while it was read (${difference}): load it again`,
      );
    }
    this.#version = {
      etag: first?.etag ?? version.etag,
      lastModified: first?.lastModified ?? version.lastModified,
      total: first?.total ?? version.total,
    };
  }

  async #request(init: RequestInit, { signal }: ReadOptions): Promise<Response> {
    signal?.throwIfAborted();
    let response: Response;
    try {
      response = await orIdle(
        this.#fetch(this.name, { ...init, ...(signal && { signal }) }),
        this.#idleTimeout,
      );
    } catch (cause) {
      signal?.throwIfAborted();
      if (cause instanceof ArchiveError) throw this.#unavailable('silent', cause.message, cause);
      throw this.#unreachable(cause);
    }
    if (response.type === 'opaque' || response.status === 0) throw this.#unreachable(undefined);
    this.#isKnown = true;
    if (response.status >= 400 && response.status !== 416) throw this.#badStatus(response);
    return response;
  }

  #badStatus({ status, statusText, headers }: Response): ArchiveError {
    const text = statusText === '' ? '' : ` ${statusText}`;
    const wait = retryAfter(headers);
    const asked = wait === undefined ? '' : ` and asks to wait ${Math.ceil(wait / 1000)} s`;
    const cause = wait === undefined ? undefined : new AskedToWait(wait);
    return this.#unavailable(faultOf(status), `answered with status ${status}${text}${asked}`, cause);
  }

  #unavailable(fault: SourceFault, what: string, cause?: unknown): ArchiveError {
    const message = `cannot read ${quote(this.name)}: the server ${what}`;
    return new ArchiveError('source-unavailable', message, { cause, fault });
  }

  #unreachable(cause: unknown): ArchiveError {
    const message = `cannot fetch ${quote(this.name)}: ${whyUnreachable(this.name)}`;
    return new ArchiveError('source-unavailable', message, { cause, fault: 'unreachable' });
  }
}

/** Browsers do not tell pages why a request has failed. */
function whyUnreachable(address: string): string {
  if (address.startsWith('file:'))
    return 'a page cannot fetch files from this computer, pick or drop the file instead';
  const page = (globalThis as { readonly location?: { readonly protocol?: string } }).location;
  if (page?.protocol === 'https:' && address.startsWith('http:'))
    return 'a page with an address in https may not fetch one in http';
  return 'it cannot be reached, or its server does not allow this page to read it (CORS)';
}

function rangeHeader(offset: number, length: number): Record<string, string> {
  return { Range: `bytes=${offset}-${offset + length - 1}` };
}
