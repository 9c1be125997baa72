/**
 * Writes `dist/bundle/reprise-offline.js`: the files of the viewer page for its service worker, and a version that is
 * another when one of them is. Part of the build.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';

const root = new URL('../', import.meta.url);
const NAME = 'reprise-offline.js';

const page = readdirSync(new URL('demo/', root)).filter((name) => /^(?:viewer.*|icon.*)\.\w+$/.test(name));
// What is for other pages the viewer never asks for.
const bundle = readdirSync(new URL('dist/bundle/', root)).filter(
  (name) =>
    /\.js$|^reprise-page\.json$/.test(name) && ![NAME, 'reprise-frame.js', 'reprise-embed.js'].includes(name),
);
const files = ['index.html', ...page, ...bundle.map((name) => `../dist/bundle/${name}`)].sort();
const hash = createHash('sha256');
for (const file of files) hash.update(`${file}\n`).update(readFileSync(new URL(`demo/${file}`, root)));
const offline = {
  version: hash.digest('hex').slice(0, 16),
  // The page by the address that people open.
  files: files.map((file) => (file === 'index.html' ? './' : file)),
};
writeFileSync(new URL(`dist/bundle/${NAME}`, root), `self.OFFLINE = ${JSON.stringify(offline)};\n`);
