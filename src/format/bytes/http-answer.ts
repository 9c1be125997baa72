import type { SourceFault } from '../errors.ts';

/** What an HTTP answer says of the resource behind it. */

/** Enough to tell whether two answers are of the same version of a file. */
export interface Version {
  readonly etag: string | undefined;
  readonly lastModified: string | undefined;
  /** Bytes of the whole resource. */
  readonly total: number | undefined;
}

/** A `Content-Range` header: first byte, last byte, bytes of the whole (`undefined` for `*`). */
export interface ContentRange {
  readonly first: number;
  readonly last: number;
  readonly total: number | undefined;
}

/**
 * Reads a `Content-Range` header.
 *
 * @returns `undefined` when it is absent, which is also what a page sees of a server that does not expose it to
 *   other origins; `'malformed'` when it is there and no byte range
 */
export function readContentRange(headers: Headers): ContentRange | 'malformed' | undefined {
  const header = headers.get('Content-Range');
  if (header === null) return undefined;
  const match = /^bytes (\d+)-(\d+)\/(\d+|\*)$/.exec(header.trim());
  if (!match) return 'malformed';
  const total = match[3] === '*' ? undefined : Number(match[3]);
  return { first: Number(match[1]), last: Number(match[2]), total };
}

/** Bytes of the resource, as a 416 tells it: a `Content-Range` with a star in place of the range. */
export function unsatisfiedTotal(headers: Headers): number | undefined {
  const match = /^bytes \*\/(\d+)$/.exec(headers.get('Content-Range')?.trim() ?? '');
  return match ? Number(match[1]) : undefined;
}

/** How long a server asks to be left alone, ms, where it says so in seconds (`Retry-After`); a date says nothing here. */
export function retryAfter(headers: Headers): number | undefined {
  const header = headers.get('Retry-After')?.trim() ?? '';
  return /^\d+$/.test(header) ? Number(header) * 1000 : undefined;
}

/** What an answer with a status of 400 or more says of the source. */
export function faultOf(status: number): SourceFault {
  if (status === 404 || status === 410) return 'missing';
  if (status === 401 || status === 403 || status === 407) return 'refused';
  return status >= 500 || status === 408 || status === 425 || status === 429 ? 'busy' : 'unsuited';
}

/** @param total - bytes of the resource, where the answer tells */
export function versionOf(headers: Headers, total: number | undefined): Version {
  return {
    etag: headers.get('ETag') ?? undefined,
    lastModified: headers.get('Last-Modified') ?? undefined,
    total,
  };
}

/**
 * In what two versions differ, or `undefined` when they may be the same. What only one answer tells proves nothing:
 * caches and proxies leave headers out.
 */
export function versionDifference(a: Version, b: Version): string | undefined {
  const differs = <T>(x: T | undefined, y: T | undefined) => x !== undefined && y !== undefined && x !== y;
  if (differs(a.total, b.total)) return `it has ${b.total} bytes now, it had ${a.total}`;
  if (differs(a.etag, b.etag)) return 'its ETag differs';
  // A server with ETags may be several machines, whose file times need not agree.
  const bothTagged = a.etag !== undefined && b.etag !== undefined;
  if (!bothTagged && differs(a.lastModified, b.lastModified)) return 'its Last-Modified differs';
  return undefined;
}
