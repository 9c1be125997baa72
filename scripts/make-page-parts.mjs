/**
 * Makes `dist/bundle/reprise-page.json` of what rollup has put into `dist/bundle/page`: the scripts of a page of one file
 * with their hashes, deflated as they stand in the page. `src/exports/html/page-parts.ts` has its type.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { deflateRawSync } from 'node:zlib';
import { LANGUAGES } from '../dist/elements/code/languages.js';

const bundle = new URL('../dist/bundle/', import.meta.url);
const read = (path) => readFileSync(new URL(`page/${path}`, bundle), 'utf8').trim();

const grammars = readdirSync(new URL('page/grammars/', bundle))
  .sort()
  .map((file) => {
    const name = file.replace(/\.js$/, '');
    const module = `(module=>{${read(`grammars/${file}`)};return module.exports})({})`;
    return { words: wordsOf(name), ...packed(`(globalThis.repriseGrammars??={}).${name}=${module}`) };
  });

const parts = { loader: read('loader.js'), player: packed(read('player.js')), grammars };
writeFileSync(new URL('reprise-page.json', bundle), `${JSON.stringify(parts)}\n`);
rmSync(new URL('page/', bundle), { recursive: true });

/** A script as `{ sha256, code }`, both base64. */
function packed(script) {
  return {
    sha256: createHash('sha256').update(script).digest('base64'),
    code: deflateRawSync(script, { level: 9, memLevel: 9 }).toString('base64'),
  };
}

/** What names the languages that a grammar is for: fences and endings of files. */
function wordsOf(grammar) {
  const file = `highlight.js/lib/languages/${grammar}'`;
  return Object.entries(LANGUAGES)
    .filter(([, { load }]) => String(load).includes(file))
    .flatMap(([name, { names }]) => [name, ...names]);
}
