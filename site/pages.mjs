/**
 * What the site shows, in the order in which it is read: the one list that navigation, addresses and links are made of. A page of
 * `docs/` that neither stands here nor is left out on purpose fails the build.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';

/** Sections of the navigation → source of each page → its name there. */
const READING_ORDER = {
  Start: {
    'docs/getting-started.md': 'Getting started',
    'docs/embedding.md': 'Embedding',
    'docs/sites.md': 'Sites and wikis',
    'docs/frameworks.md': 'Frameworks',
    'docs/publishing.md': 'Publishing',
    'docs/theming.md': 'Theming',
    'docs/questions.md': 'Questions',
  },
  'Make archives': {
    'docs/cli.md': 'Command line',
    'docs/importers/index.md': 'Logs it reads',
    'docs/masking.md': 'Masking',
    'docs/editing.md': 'Editing',
    'docs/bug-reports.md': 'Bug reports',
  },
  Reference: {
    'docs/api/README.md': 'API',
    'docs/api/reference/README.md': 'API reference',
    'docs/errors.md': 'Errors',
    'spec/spec.md': 'Format',
    'spec/encrypted.md': 'Encrypted archives',
    'spec/registry.md': 'Registry',
  },
  Background: {
    'docs/accessibility.md': 'Accessibility',
    'docs/performance.md': 'Performance',
    'docs/two-minutes.md': 'Two minutes',
    'SECURITY.md': 'Security',
    'CHANGELOG.md': 'Changelog',
  },
};

/** Pages that one of the list leads to: they have an address, and no place in the order. Source of the one above → their folder. */
const BELOW = {
  'docs/importers/index.md': 'docs/importers',
  'docs/api/reference/README.md': 'docs/api/reference',
};

/** Folders of `docs/` that are no part of the site, and why. */
const LEFT_OUT = {
  'docs/adr': 'decisions are for those who work on the project, beside its sources',
};

/**
 * @typedef {object} SitePage
 * @property {string} source - path in the project
 * @property {string} path - path in the site
 * @property {string} name - in the navigation
 * @property {string} [section] - of the navigation; none for pages below others
 * @property {string} [above] - path of the page above
 */

/**
 * All pages, those of the navigation first and in its order.
 *
 * @param {string} root - folder of the project
 * @returns {SitePage[]}
 * @throws {Error} when a page of the list is not there, or a page of `docs/` is in no list
 */
export function sitePages(root) {
  const listed = Object.entries(READING_ORDER).flatMap(([section, pages]) =>
    Object.entries(pages).map(([source, name]) => ({ source, path: pathOf(source), name, section })),
  );
  const known = new Set(listed.map(({ source }) => source));
  const below = Object.entries(BELOW).flatMap(([above, folder]) =>
    markdownIn(root, folder)
      .filter((source) => !known.has(source))
      .map((source) => ({ source, path: pathOf(source), name: titleOf(root, source), above: pathOf(above) })),
  );
  const pages = [...listed, ...below];
  const missing = pages.filter(({ source }) => !existsSync(posix.join(root, source)));
  if (missing.length > 0) throw new Error(`site/pages.mjs lists ${names(missing)}, which is not there`);
  const placed = new Set([
    ...pages.map(({ source }) => source),
    ...Object.keys(LEFT_OUT).flatMap((folder) => markdownIn(root, folder)),
  ]);
  const forgotten = markdownIn(root, 'docs').filter((source) => !placed.has(source));
  if (forgotten.length > 0)
    throw new Error(`site/pages.mjs has no place for ${forgotten.join(', ')}: add it to READING_ORDER`);
  return pages;
}

/** Text of the first heading of a page, without its marks. */
export function titleOf(root, source) {
  const heading = /^# (.+)$/m.exec(readFileSync(posix.join(root, source), 'utf8'));
  if (!heading) throw new Error(`${source} has no heading`);
  return heading[1].replaceAll('`', '').replaceAll('\\', '');
}

/** `docs/api/README.md` → `api/index.html`: the addresses are the paths, without the folder that all are in. */
function pathOf(source) {
  return source
    .replace(/^docs\//, '')
    .replace(/README\.md$/, 'index.md')
    .replace(/\.md$/, '.html')
    .replace(/^(SECURITY|CHANGELOG)/, (name) => name.toLowerCase());
}

function markdownIn(root, folder) {
  return readdirSync(posix.join(root, folder), { recursive: true })
    .filter((name) => name.endsWith('.md'))
    .map((name) => posix.join(folder, name.replaceAll('\\', '/')))
    .sort();
}

function names(pages) {
  return pages.map(({ source }) => source).join(', ');
}
