/** Where a link of recorded content may lead. */
export interface SafeLink {
  /** Absolute, normalised, host in ASCII (punycode). */
  readonly href: string;
  /** What the link's title says: the whole target. */
  readonly title: string;
  /** The text looks like another address than the target: this, the true host, has to be shown beside it. */
  readonly trueHost?: string;
}

const ALLOWED = new Set(['http:', 'https:', 'mailto:']);
const LOOKS_LIKE_ADDRESS =
  /^\s*(?:[a-z][a-z\d+.-]*:\/\/)?(?:[^\s/@]+@)?((?:[\p{L}\p{N}_-]+\.)+\p{L}{2,})(?:[/:?#]|\s*$)/iu;

/**
 * Checks the target of a link in recorded content.
 *
 * @param target - as recorded; relative addresses have no meaning here
 * @param text - what the reader sees of the link
 * @returns `undefined` for anything but absolute http, https and mailto addresses
 */
export function safeLink(target: string, text: string): SafeLink | undefined {
  let url: URL;
  try {
    url = new URL(target);
  } catch {
    return undefined;
  }
  if (!ALLOWED.has(url.protocol)) return undefined;
  if (url.protocol === 'mailto:') return { href: url.href, title: url.href };
  const shown = LOOKS_LIKE_ADDRESS.exec(text)?.[1];
  const deceives = url.username !== '' || (shown !== undefined && !sameHost(shown, url.hostname));
  return { href: url.href, title: url.href, ...(deceives && { trueHost: url.host }) };
}

function sameHost(shown: string, host: string): boolean {
  try {
    const { hostname } = new URL(`https://${shown}`);
    return hostname === host || `www.${hostname}` === host || hostname === `www.${host}`;
  } catch {
    return false;
  }
}
