import type { IncomingMessage } from 'node:http';
import { NOTHING_HERE, type Refusal } from './answers.ts';

const FOREIGN: Refusal = {
  status: 403,
  reason: 'requests of other sites are refused: type or paste the address into the browser',
};

/**
 * Why a request is refused whoever sends it: it does not mean this server, or a page elsewhere makes it. A page whose
 * name was made to point to this computer names another host; a page of another port is another site.
 */
export function foreignness({ socket, headers, headersDistinct, url }: IncomingMessage): Refusal | undefined {
  const port = socket.localPort ?? 0;
  const own = ['127.0.0.1', 'localhost', '[::1]'].map((name) => (port === 80 ? name : `${name}:${port}`));
  const host = headers.host?.toLowerCase();
  if (host === undefined || headersDistinct['host']?.length !== 1 || !own.includes(host)) {
    return { status: 403, reason: 'the Host of the request is not this server' };
  }
  const origin = headers.origin;
  if (origin !== undefined && origin.toLowerCase() !== `http://${host}`) return FOREIGN;
  if (!isOfOwnSite(headers)) return FOREIGN;
  // The form for proxies names a host of its own.
  if (!url?.startsWith('/')) return { status: 400, reason: 'the target of the request is no path' };
  return undefined;
}

/** Browsers say which site a request is of; one that says what it loads but not that is none of a page of ours. */
function isOfOwnSite(headers: IncomingMessage['headers']): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'none' || site === 'same-origin';
  return headers['sec-fetch-dest'] === undefined;
}

/**
 * Why nothing can be at a path, wherever files are mounted: it climbs, names a hidden file, has empty segments (two
 * slashes lead to another host), or hides one of these from who decodes it once.
 *
 * @param path - URL-encoded
 */
export function misshapenness(path: string): Refusal | undefined {
  return path.split('/').slice(1).every(isPlainSegment) ? undefined : NOTHING_HERE;
}

function isPlainSegment(encoded: string, index: number, segments: readonly string[]): boolean {
  if (encoded === '') return index === segments.length - 1;
  let segment;
  try {
    segment = decodeURIComponent(encoded);
  } catch {
    return false;
  }

  return !segment.startsWith('.') && !/[/\\\0]|%(?:2e|2f|5c|00)/i.test(segment);
}
