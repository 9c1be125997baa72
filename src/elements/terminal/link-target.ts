/** Where a link in a terminal leads. */
export interface LinkTarget {
  /** Complete address, its host in ASCII (punycode). */
  readonly href: string;
  /** The text shown looks like an address of another host. */
  readonly misleading: boolean;
}

const SCHEMES: ReadonlySet<string> = new Set(['http:', 'https:', 'mailto:']);

/**
 * Where a recorded link may lead: to the web (http and https) and to a mail address, nowhere else.
 *
 * @param uri - target as recorded
 * @param text - what the link is printed as
 * @returns `undefined` when it is shown as plain text
 */
export function linkTarget(uri: string, text: string): LinkTarget | undefined {
  const url = parse(uri);
  if (!url) return undefined;
  // Only text with a scheme claims to be an address: "index.ts" has the form of a host name too.
  const shown = parse(text.trim());
  return { href: url.href, misleading: shown !== undefined && shown.host !== url.host };
}

function parse(text: string): URL | undefined {
  try {
    const url = new URL(text);
    return SCHEMES.has(url.protocol) ? url : undefined;
  } catch {
    return undefined;
  }
}
