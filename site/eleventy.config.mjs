/**
 * The docs as a site. Its pages are the Markdown files of the project as they are, in the order of `pages.mjs`; `site/index.liquid` is
 * the landing page. `npm run site` (scripts/make-site.mjs) adds what is built: the player and the sample sessions.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { tokens } from '../dist/elements/styles/tokens.js';
import { deadLinks } from './check-links.mjs';
import { Links, wayBetween } from './links.mjs';
import { amendMarkdown } from './markdown.mjs';
import { sitePages, titleOf } from './pages.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * What the pages may do: run the site's own script, ask the site itself, and nothing else. It is the policy that
 * docs/embedding.md gives to everybody, with pictures of the site.
 */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types lit-html',
].join('; ');

/** The colours and fonts of the player, which are those of the site. */
const PALETTE = tokens.cssText.replace(/^\s*:host {([^}]*)}[\s\S]*$/, ':root {$1}\n');

/** @param {object} config - Eleventy's */
export default function configure(config) {
  const pages = sitePages(root);
  const ordered = pages.filter(({ section }) => section);
  const links = new Links(root, pages);

  for (const page of pages) {
    const place = ordered.indexOf(page);
    config.addTemplate(page.source, readFileSync(join(root, page.source), 'utf8'), {
      layout: 'article.liquid',
      permalink: page.path,
      title: titleOf(root, page.source),
      sitePage: page,
      previous: place < 0 ? undefined : ordered[place - 1],
      next: place < 0 ? undefined : ordered[place + 1],
      above: pages.find(({ path }) => path === page.above),
    });
  }
  config.addGlobalData('policy', POLICY);
  config.addGlobalData('sections', sectionsOf(ordered));
  config.addFilter('way', (to, from) => wayBetween(from, to));
  config.addFilter('headings', headingsOf);
  config.addFilter('hasPlayer', (html) => html.includes('<reprise-player'));
  config.amendLibrary('md', (md) => amendMarkdown(md, links));

  config.addTemplate('tokens.11ty.js', { data: { permalink: 'tokens.css' }, render: () => PALETTE });
  config.addPassthroughCopy({ 'site/style.css': 'style.css', 'demo/icon.svg': 'icon.svg' });
  config.addPassthroughCopy({ 'docs/images': 'images' });
  config.on('eleventy.after', ({ directories }) => {
    const dead = deadLinks(directories.output);
    if (dead.length > 0) throw new Error(`dead links:\n${dead.join('\n')}`);
  });
  return {
    dir: { input: 'site', layouts: 'layouts' },
    templateFormats: ['liquid', 'md', '11ty.js'],
    markdownTemplateEngine: false,
  };
}

/** The navigation: sections with their pages, in order. */
function sectionsOf(ordered) {
  const sections = new Map();
  for (const page of ordered) sections.set(page.section, [...(sections.get(page.section) ?? []), page]);
  return [...sections].map(([name, pages]) => ({ name, pages }));
}

/** The second headings of a page, for the list beside it; none where there are too few, or too many, to find one's way by. */
function headingsOf(html) {
  const headings = [...html.matchAll(/<h2 id="([^"]+)">(.*?) <a class="anchor"/g)].map(([, id, text]) => ({
    id,
    text: text.replaceAll(/<[^>]+>/g, ''),
  }));
  return headings.length >= 3 && headings.length <= 30 ? headings : [];
}
