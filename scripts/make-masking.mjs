/**
 * Writes the list of the rules of masking into `docs/masking.md`, made of the table in `src/masking/rules`; `--check` fails when the
 * page is not as it would be written. After `npx tsc -b`.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { RULES } from '../dist/masking/index.js';

const PAGE = 'docs/masking.md';
const LEVELS = { certain: 'masked', probable: 'masked', uncertain: 'to be reviewed' };

const rows = [...RULES]
  .sort((a, b) => a.type.localeCompare(b.type, 'en') || a.id.localeCompare(b.id, 'en'))
  .map(({ id, type, level, why }) => `| \`${type}\` | ${cell(why)} | ${LEVELS[level]} | \`${id}\` |`);
const list = ['| type | what | | rule |', '|---|---|---|---|', ...rows].join('\n');
const page = readFileSync(PAGE, 'utf8');
const made = page.replace(
  /(<!-- made: rules -->\n)[\s\S]*?(?=<!-- end -->)/,
  (_, start) => `${start}\n${list}\n\n`,
);
if (!process.argv.includes('--check')) writeFileSync(PAGE, made);
else if (page !== made) {
  console.error(`${PAGE} is not what src/masking/rules says: npm run docs`);
  process.exitCode = 1;
}

function cell(text) {
  return text.replaceAll('|', '\\|');
}
