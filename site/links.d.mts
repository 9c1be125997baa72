import type { SitePage } from './pages.mjs';

/** The way from one address of the site to another. */
export function wayBetween(from: string, to: string): string;

/** Turns links between sources into links between pages. */
export class Links {
  constructor(root: string, pages: readonly SitePage[]);
  hrefOf(href: string, page: SitePage): string;
  pictureOf(src: string, page: SitePage): string;
}
