/**
 * Puts the examples of `docs/api/examples` into the page that links to them, each behind the paragraph with its link.
 * With `--check` it writes nothing and fails when a page has another text, or an example is on no page.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';

const PAGE = 'docs/api/README.md';
const LINK = /^(.*\]\((examples\/[\w-]+\.mjs)\).*\n)(?:\n```js\n[\s\S]*?^```\n)?/gm;

const page = readFileSync(PAGE, 'utf8');
const linked = new Set();
const embedded = page.replace(LINK, (_, paragraph, path) => {
  linked.add(path);
  return `${paragraph}\n\`\`\`js\n${readFileSync(`docs/api/${path}`, 'utf8')}\`\`\`\n`;
});
const forgotten = readdirSync('docs/api/examples').filter((name) => !linked.has(`examples/${name}`));

if (forgotten.length > 0) fail(`${PAGE} links to no ${forgotten.join(', ')}`);
if (!process.argv.includes('--check')) writeFileSync(PAGE, embedded);
else if (embedded !== page) fail(`${PAGE} does not show the examples as they are: npm run docs`);
else console.log(`${PAGE} shows ${linked.size} examples as they are`);

function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}
