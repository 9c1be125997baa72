/**
 * After the bundles are made: hashes of their files, for pages that take the player from a network of copies and want it
 * as it was published. `integrity.json` has every file; `importmap.json` is what a page puts before the player's script, so
 * that the parts which are loaded later are checked too: an attribute `integrity` covers the first file alone.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';

const folder = new URL('../dist/bundle/', import.meta.url);
const { name, version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
const base = `https://cdn.jsdelivr.net/npm/${name}@${version}/dist/bundle/`;

const hashes = Object.fromEntries(
  readdirSync(folder)
    .filter((file) => file.endsWith('.js'))
    .sort()
    .map((file) => [file, hashOf(file)]),
);
write('integrity.json', hashes);

const parts = JSON.parse(readFileSync(new URL('parts.json', folder), 'utf8')).map(({ file }) => file);
const integrity = Object.fromEntries(parts.map((file) => [base + file, hashes[file]]));
write('importmap.json', { integrity });

console.log(
  `<script type="module" src="${base}reprise.js" integrity="${hashes['reprise.js']}" crossorigin></script>`,
);

function hashOf(file) {
  const digest = createHash('sha384').update(readFileSync(new URL(file, folder)));
  return `sha384-${digest.digest('base64')}`;
}

function write(file, value) {
  writeFileSync(new URL(file, folder), `${JSON.stringify(value, null, 2)}\n`);
}
