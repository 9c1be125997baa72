/** A page of the site; see `pages.mjs`. */
export interface SitePage {
  readonly source: string;
  readonly path: string;
  readonly name: string;
  readonly section?: string;
  readonly above?: string;
}

/** All pages, those of the navigation first and in its order. */
export function sitePages(root: string): SitePage[];
