/**
 * Writes what can be styled into `docs/theming.md`: custom properties and parts of every element, made of
 * `dist/custom-elements.json`, so after `npm run build`. With `--check` it writes nothing and fails when the page says
 * something else.
 */
import { readFileSync, writeFileSync } from 'node:fs';

const PAGE = 'docs/theming.md';
const MARKED = /(<!-- styling: made by npm run docs -->\n)[\s\S]*?(<!-- end of styling -->)/;

const { modules } = JSON.parse(readFileSync('dist/custom-elements.json', 'utf8'));
const elements = modules.flatMap(({ declarations }) => declarations);
const page = readFileSync(PAGE, 'utf8');
if (!MARKED.test(page)) fail(`${PAGE} has no place for what can be styled`);
const made = page.replace(MARKED, (_, start, end) => `${start}\n${properties()}\n${parts()}\n${end}`);

if (!process.argv.includes('--check')) writeFileSync(PAGE, made);
else if (made !== page) fail(`${PAGE} does not say what can be styled: npm run build && npm run docs`);
else console.log(`${PAGE} says what can be styled in ${elements.length} elements`);

function properties() {
  const rows = elements
    .filter(({ cssProperties }) => cssProperties)
    // The player's first: they are everybody's.
    .sort((a, b) => Number(b.tagName === 'reprise-player') - Number(a.tagName === 'reprise-player'))
    .flatMap(({ tagName, cssProperties }) =>
      cssProperties.map(({ name, default: value, description }) =>
        row(`\`${name}\``, description, value === undefined ? '' : `\`${value}\``, `\`${tagName}\``),
      ),
    );
  return table(['custom property', 'what', 'default: light, dark', 'of'], rows);
}

function parts() {
  const rows = elements
    .filter(({ cssParts }) => cssParts)
    .flatMap(({ tagName, cssParts }) =>
      cssParts.map(({ name, description }) => row(`\`${tagName}::part(${name})\``, description)),
    );
  return table(['part', 'what'], rows);
}

function table(heads, rows) {
  return `${row(...heads)}\n${row(...heads.map(() => '---'))}\n${rows.join('\n')}\n`;
}

function row(...cells) {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll(/\s+/g, ' ').trim()).join(' | ')} |`;
}

function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}
