/**
 * `npm run site`, after the build: the docs as a site, in `dist/site/` or the folder that is given, with the player and the sample
 * sessions that its pages play. Fails when a link is dead, or a page of `docs/` is not in `site/pages.mjs`.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { basename, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import Eleventy from '@11ty/eleventy';

const root = fileURLToPath(new URL('..', import.meta.url));
const output = resolve(process.argv[2] ?? join(root, 'dist/site'));
/** What no page of the site loads: packing in a page, what pages of one file are made of, and the list that the size check reads. */
const UNUSED = /^(?:reprise-importer-.*\.js|page|parts\.json)$/;

// Eleventy reads paths from the current folder.
process.chdir(root);
rmSync(output, { recursive: true, force: true });
mkdirSync(join(output, 'sessions'), { recursive: true });
cpSync('dist/bundle', join(output, 'reprise'), {
  recursive: true,
  filter: (path) => !UNUSED.test(basename(path)),
});
execFileSync(process.execPath, ['scripts/pack-samples.mjs', join(output, 'sessions')], {
  stdio: ['ignore', 'ignore', 'inherit'],
});
const site = new Eleventy('site', relative(root, output), {
  configPath: 'site/eleventy.config.mjs',
  quietMode: true,
});
await site.write();
console.log(`the site is in ${output}`);
