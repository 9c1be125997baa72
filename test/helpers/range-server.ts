/** What a server does wrong, or less well than it could. Everything else is as RFC 9110 has it, and no laxer. */
export interface ServerFaults {
  /** Answers 200 with the whole file to every request. */
  ignoreRange?: boolean;
  /** Refuses ranges that end behind the file. */
  refuseLongRange?: boolean;
  /** Adds to, or takes from, what `Content-Range` says. */
  shiftRange?: number;
  /** Says that so many bytes more are in the range. */
  extendRange?: number;
  /** Sends `*` for the total, or another number. */
  total?: '*' | number;
  /** Leaves out `Content-Range`, as a page sees a server that does not expose it. */
  hideRange?: boolean;
  /** Sends so many bytes more than it promised. */
  extraBytes?: number;
  /** Sends at most so many bytes of a range, and says so in `Content-Range`. */
  shorten?: number;
  /** Sends half of every range, and says so in `Content-Range`. */
  halve?: boolean;
  /** Goes on sending for ever behind what it promised. */
  endless?: boolean;
  /** Leaves out `Content-Length`. */
  hideLength?: boolean;
  /** Breaks the connection after so many bytes of a body. */
  breakAfter?: number;
  /** Sends a piece of a body and then nothing. */
  stall?: boolean;
  headers?: Record<string, string>;
  status?: number;
  /** The request fails as if the network or CORS had stopped it. */
  unreachable?: boolean;
}

/** A request as the server saw it. */
export interface SeenRequest {
  readonly method: string;
  readonly range: string | undefined;
}

/** A web server with one file, in the form of `fetch`: no network, the same in Node and in browsers. */
export class RangeServer {
  file: Uint8Array;
  etag: string | undefined = '"v1"';
  lastModified: string | undefined = undefined;
  readonly requests: SeenRequest[] = [];
  readonly #faults: (request: number) => ServerFaults;

  /** @param faults - for the n-th request, counted from 0 */
  constructor(file: Uint8Array, faults: ServerFaults | ((request: number) => ServerFaults) = {}) {
    this.file = file;
    this.#faults = typeof faults === 'function' ? faults : () => faults;
  }

  readonly fetch: typeof globalThis.fetch = async (_url, init = {}) => {
    init.signal?.throwIfAborted();
    const faults = this.#faults(this.requests.length);
    const range = new Headers(init.headers).get('Range') ?? undefined;
    const method = init.method ?? 'GET';
    this.requests.push({ method, range });
    if (faults.unreachable) throw new TypeError('Failed to fetch');
    if (faults.status !== undefined)
      return new Response('no', { status: faults.status, headers: faults.headers ?? {} });
    const headers = new Headers({ 'Accept-Ranges': 'bytes' });
    if (this.etag !== undefined) headers.set('ETag', this.etag);
    if (this.lastModified !== undefined) headers.set('Last-Modified', this.lastModified);
    for (const [name, value] of Object.entries(faults.headers ?? {})) headers.set(name, value);
    if (method === 'HEAD') {
      if (!faults.hideLength) headers.set('Content-Length', String(this.file.length));
      return new Response(null, { headers });
    }
    return this.#get(range, headers, faults);
  };

  #get(range: string | undefined, headers: Headers, faults: ServerFaults): Response {
    const size = this.file.length;
    if (range === undefined || faults.ignoreRange) {
      if (!faults.hideLength) headers.set('Content-Length', String(size));
      return new Response(bodyOf(this.file, faults), { headers });
    }
    const match = /^bytes=(\d+)-(\d+)$/.exec(range);
    if (!match) throw new Error(`a range that not every server knows: ${range}`);
    const [first, wanted] = [Number(match[1]), Number(match[2])];
    if (first >= size || (faults.refuseLongRange && wanted >= size)) {
      headers.set('Content-Range', `bytes */${size}`);
      return new Response(null, { status: 416, headers });
    }
    const half = faults.halve ? Math.max(1, (Math.min(wanted, size - 1) - first + 1) >> 1) : size;
    const last = Math.min(wanted, size - 1, first + Math.min(half, faults.shorten ?? size) - 1);
    if (!faults.hideRange) {
      const shift = faults.shiftRange ?? 0;
      headers.set(
        'Content-Range',
        `bytes ${first + shift}-${last + shift + (faults.extendRange ?? 0)}/${faults.total ?? size}`,
      );
    }
    if (!faults.hideLength) headers.set('Content-Length', String(last - first + 1));
    const end = last + 1 + (faults.extraBytes ?? 0);
    const bytes = new Uint8Array(end - first);
    bytes.set(this.file.subarray(first, Math.min(end, size)));
    return new Response(bodyOf(bytes, faults), { status: 206, headers });
  }
}

/** A body in pieces of odd size. */
function bodyOf(bytes: Uint8Array, { breakAfter, stall, endless }: ServerFaults): ReadableStream<Uint8Array> {
  const piece = 997;
  let at = 0;
  return new ReadableStream<Uint8Array>({
    pull(controller) {
      if (stall && at > 0) return new Promise(() => undefined);
      if (breakAfter !== undefined && at >= breakAfter) {
        controller.error(new TypeError('network error'));
        return undefined;
      }
      if (at >= bytes.length && endless) {
        controller.enqueue(new Uint8Array(piece));
        return undefined;
      }
      if (at >= bytes.length) {
        controller.close();
        return undefined;
      }
      const end = Math.min(at + piece, breakAfter ?? bytes.length, bytes.length);
      controller.enqueue(bytes.slice(at, end));
      at = end;
      return undefined;
    },
  });
}
