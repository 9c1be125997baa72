/**
 * Compares the requirement ids of the specification with what proves them: each id must be named by a conformance
 * fixture (`spec/conformance/manifest.json`) or by a test (`[ZIP-3]` in its text), and every id that these name must exist.
 */
import { readdirSync, readFileSync } from 'node:fs';

const ID = /\[([A-Z]+-\d+)\]/g;
const spec = ['spec/spec.md', 'spec/encrypted.md'].map((path) => readFileSync(path, 'utf8')).join('\n');
const required = new Set([...spec.matchAll(/^- \*\*\[([A-Z]+-\d+)\]\*\*/gm)].map(([, id]) => id));

/** Id → where it is proved. */
const proved = new Map();
for (const { path, requirements } of JSON.parse(readFileSync('spec/conformance/manifest.json', 'utf8'))
  .fixtures) {
  for (const id of requirements) note(id, `spec/conformance/${path}`);
}
for (const path of readdirSync('test', { recursive: true })) {
  if (!path.endsWith('.test.ts')) continue;
  for (const [, id] of readFileSync(`test/${path}`, 'utf8').matchAll(ID)) note(id, `test/${path}`);
}

const unproved = [...required].filter((id) => !proved.has(id));
const unknown = [...proved.keys()].filter((id) => !required.has(id));
const dangling = [...spec.matchAll(ID)].map(([, id]) => id).filter((id) => !required.has(id));
for (const id of unproved) console.error(`[${id}] is proved by no fixture and no test`);
for (const id of unknown)
  console.error(`[${id}] is not in the specification, but named by ${proved.get(id).join(', ')}`);
for (const id of dangling) console.error(`the specification refers to [${id}], which it does not define`);
console.log(`${required.size} requirements, ${required.size - unproved.length} proved`);
process.exit(unproved.length + unknown.length + dangling.length === 0 ? 0 : 1);

function note(id, where) {
  proved.set(id, [...(proved.get(id) ?? []), where]);
}
