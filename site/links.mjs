/** Where a link of a page leads in the site: the sources link to each other as files, which is how they are read on GitHub. */
import { existsSync, statSync } from 'node:fs';
import { posix } from 'node:path';

const REPOSITORY = 'https://github.com/reprise/reprise/blob/main/';

/**
 * The way from one address of the site to another, so that the site may lie in any folder of any host.
 *
 * @param {string} from - path of a page in the site
 * @param {string} to
 */
export function wayBetween(from, to) {
  return posix.relative(posix.dirname(from), to) || posix.basename(to);
}

/** Turns links between sources into links between pages. */
export class Links {
  #root;
  #pages;

  /**
   * @param {string} root - folder of the project
   * @param {import('./pages.mjs').SitePage[]} pages
   */
  constructor(root, pages) {
    this.#root = root;
    this.#pages = new Map(pages.map((page) => [page.source, page]));
  }

  /**
   * The address of a link: of a page in the site, or of a file in the repository.
   *
   * @param {string} href - as it is written in the source
   * @param {import('./pages.mjs').SitePage} page - that it stands on
   * @throws {Error} when it leads to no file of the project
   */
  hrefOf(href, page) {
    if (/^[a-z]+:/i.test(href) || href.startsWith('#')) return href;
    const [path, fragment] = href.split('#', 2);
    const anchor = fragment === undefined ? '' : `#${fragment}`;
    const source = posix
      .normalize(posix.join(posix.dirname(page.source), decodeURI(path)))
      .replace(/\/$/, '');
    const target = [source, `${source}/index.md`, `${source}/README.md`].find((each) =>
      this.#pages.has(each),
    );
    if (target) return wayBetween(page.path, this.#pages.get(target).path) + anchor;
    const file = posix.join(this.#root, source);
    if (!existsSync(file)) throw new Error(`${page.source} links to ${href}, which is not there`);
    const address = REPOSITORY + source + anchor;
    return statSync(file).isDirectory() ? address.replace('/blob/', '/tree/') : address;
  }

  /**
   * The address of a picture of `docs/images`, which is copied into the site.
   *
   * @throws {Error} when it lies elsewhere: the site asks no other host for anything
   */
  pictureOf(src, page) {
    const source = posix.normalize(posix.join(posix.dirname(page.source), src));
    if (!source.startsWith('docs/images/') || !existsSync(posix.join(this.#root, source)))
      throw new Error(`${page.source} shows ${src}, which is not in docs/images`);
    return wayBetween(page.path, source.replace('docs/', ''));
  }
}
