import { readdirSync, readFileSync } from 'node:fs';
import { root } from '../test-files.mjs';

/** Paths of all sources, from the root. */
const sources = readdirSync(`${root}src`, { recursive: true })
  .map((path) => `src/${path.replaceAll('\\', '/')}`)
  .filter((path) => path.endsWith('.ts'));

/**
 * Puts a fault into the source that it is about.
 *
 * @returns path of the source from the root, its text, and the text with the fault
 * @throws {Error} when the text does not stand exactly once in the sources of that name
 */
export function applyMutant({ file, find, replace }) {
  const pattern = inLines(find);
  const places = sources
    .filter((path) => path.endsWith(`/${file}`))
    .map((path) => ({ path, text: readFileSync(root + path, 'utf8') }))
    .flatMap(({ path, text }) => Array.from(text.matchAll(pattern), (match) => ({ path, text, match })));
  const [place] = places;
  if (!place || places.length > 1) throw new Error(`"${find}" stands ${places.length} times in ${file}`);
  const { path, text, match } = place;
  const end = match.index + match[0].length;
  return { path, text, mutated: `${text.slice(0, match.index)} ${replace} ${text.slice(end)}` };
}

/** The text however it is broken into lines: formatting it anew changes no mutant. */
function inLines(find) {
  const escaped = find.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(escaped.replaceAll(/\s+/g, '\\s+'), 'g');
}
