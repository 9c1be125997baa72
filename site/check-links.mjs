/** What is wrong with the links of the built site: each of them leads to a page, and to an element of it. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';

/** Tags with an address in them. */
const ADDRESS = /<(?:a|link|script|img|reprise-player)\b[^>]*?\s(?:href|src)="([^"]*)"/g;

/**
 * One line for each dead link.
 *
 * @param {string} folder - of the built site
 * @returns {string[]}
 */
export function deadLinks(folder) {
  const pages = readdirSync(folder, { recursive: true })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => name.endsWith('.html'));
  const html = new Map(pages.map((page) => [page, readFileSync(join(folder, page), 'utf8')]));
  const ids = new Map([...html].map(([page, text]) => [page, idsOf(text)]));
  const faultOf = (page, href) => {
    if (/^[a-z]+:/i.test(href)) return undefined;
    const [path, fragment] = href.replaceAll('&amp;', '&').split('#', 2);
    const target = path === '' ? page : posix.join(posix.dirname(page), path);
    const file = target.endsWith('/') ? `${target}index.html` : target;
    if (!existsSync(join(folder, file))) return 'there is no such file';
    if (!fragment || !ids.has(file)) return undefined;
    return ids.get(file).has(decodeURIComponent(fragment)) ? undefined : 'there is nothing of that id';
  };
  return [...html].flatMap(([page, text]) =>
    [...text.matchAll(ADDRESS)].flatMap(([, href]) => {
      const fault = faultOf(page, href);
      return fault ? [`${page} links to ${href}: ${fault}`] : [];
    }),
  );
}

function idsOf(html) {
  return new Set([...html.matchAll(/\s(?:id|name)="([^"]*)"/g)].map(([, id]) => id));
}
