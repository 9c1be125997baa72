/**
 * Fails when a part of the page bundle outgrows its budget (gzip -9, with everything it loads at once).
 * Raise a budget only in the change that needs it, with the reason beside it.
 */
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

/** Kilobytes of 1,000 bytes. `beyond`: what that entry has loaded already does not count again. */
const BUDGETS = [
  // What must be there before the cover is drawn: `test/e2e/player-page.node.test.ts` proves that nothing else is
  // waited for.
  // Two of these keep a session open over damaged segments and requests that fail, one sees what hides behind a stream
  // and limits lines, and half of one lets an encrypted session wait for what decrypts it: none can be loaded when it is needed.
  // One marks what hides in a title, which is the first thing that is read of a stranger's session.
  // One and a half decide what is loaded when: near, at the head of the archive, within an excerpt, whose ends the playhead keeps to.
  { name: 'first frame: the cover', contains: 'elements/define.js', kilobytes: 61 },
  {
    // The timeline draws marks, labels, hits and what is damaged, and has a preview that tells and shows what is there;
    // a bar says that the session has stalled.
    name: 'controls',
    contains: 'elements/parts.define.js',
    beyond: 'elements/define.js',
    kilobytes: 21.7,
  },
  {
    // The bar, which chooses how lines are laid out and how large text is, the cover of a recording, notes on its
    // screens, and what stands for a stretch that cannot be read.
    name: 'terminals and their bar',
    contains: 'elements/terminals/terminals.define.js',
    beyond: 'elements/define.js',
    kilobytes: 11,
  },
  {
    name: 'transcript',
    contains: 'elements/transcript/transcript.define.js',
    beyond: 'elements/define.js',
    // A document that scrolls the playhead, its four views, what calls came to and answers used, long texts that go
    // through the view as they are read, where notes belong, and what is damaged.
    // A fifth of one shows nothing but an excerpt.
    kilobytes: 35.1,
    and: 'player/transcript-content.js',
  },
  {
    name: 'items of a transcript',
    contains: 'elements/transcript/draw-item.js',
    beyond: 'elements/transcript/transcript.define.js',
    kilobytes: 32,
  },
  {
    name: 'terminal',
    contains: 'elements/terminal/terminal.define.js',
    beyond: 'elements/define.js',
    // Of these the emulator has 40. Beside drawing a screen the element lays lines out anew, scrolls back, draws rows with
    // a colour in every cell as pictures, those in half blocks pixel by pixel, marks hits and what notes mean, knows
    // which call wrote which rows and which characters are one emoji, and marks cells in which something hides.
    kilobytes: 60.4,
    and: 'state/terminal/playback.js',
  },
  {
    name: 'changes and highlighting',
    contains: 'elements/changes/changes.define.js',
    beyond: 'elements/define.js',
    kilobytes: 43.3,
    and: 'state/files/index.js',
  },
];

/** Files that pages load without the player: each is all that it loads. */
const ALONE = [
  { name: 'around a frame', file: 'reprise-frame.js', kilobytes: 2 },
  { name: 'in a frame', file: 'reprise-embed.js', kilobytes: 1.5 },
];

const folder = new URL('../dist/bundle/', import.meta.url);
const parts = JSON.parse(readFileSync(new URL('parts.json', folder), 'utf8'));
const byFile = new Map(parts.map((part) => [part.file, part]));

let failed = false;
for (const { name, contains, and, beyond, kilobytes } of BUDGETS) {
  const loaded = beyond ? filesFor(beyond) : new Set();
  const files = new Set([contains, and].filter(Boolean).flatMap((module) => [...filesFor(module)]));
  const size = [...files].filter((file) => !loaded.has(file)).reduce((sum, file) => sum + gzipSize(file), 0);
  const verdict = size <= kilobytes * 1000 ? 'ok' : 'over budget';
  failed ||= verdict !== 'ok';
  console.log(`${name}: ${(size / 1000).toFixed(1)} KB gzip of ${kilobytes} KB: ${verdict}`);
}
for (const { name, file, kilobytes } of ALONE) {
  const size = gzipSize(file);
  const verdict = size <= kilobytes * 1000 ? 'ok' : 'over budget';
  failed ||= verdict !== 'ok';
  console.log(`${name}: ${(size / 1000).toFixed(1)} KB gzip of ${kilobytes} KB: ${verdict}`);
}
process.exit(failed ? 1 : 0);

/** The file that holds a module, and all that it imports statically. */
function filesFor(module) {
  const part = parts.find(({ modules }) => modules.some((id) => id === module));
  if (!part) throw new Error(`no part of the bundle holds ${module}`);
  const files = new Set();
  const visit = (file) => {
    if (files.has(file)) return;
    files.add(file);
    byFile.get(file)?.imports.forEach(visit);
  };
  visit(part.file);
  return files;
}

function gzipSize(file) {
  return gzipSync(readFileSync(new URL(file, folder)), { level: 9 }).length;
}
