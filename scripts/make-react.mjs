/**
 * Writes `src/react/components.ts`, a component for each element of `dist/custom-elements.json`. With `--check` it writes
 * nothing and fails when the file is not what the manifest says. After `npm run build`.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';

const FILE = 'src/react/components.ts';

const { modules } = JSON.parse(readFileSync('dist/custom-elements.json', 'utf8'));
const elements = modules
  .flatMap(({ declarations }) => declarations)
  .sort((a, b) => (a.tagName < b.tagName ? -1 : 1));
const text = `/** Made of custom-elements.json by \`npm run docs\`: change the docstrings of the elements. */
import { wrap } from './wrap.ts';

${elements.map(componentOf).join('\n\n')}
`;
const made = await format(text, { ...(await resolveConfig(FILE)), parser: 'typescript' });
if (!process.argv.includes('--check')) writeFileSync(FILE, made);
else if (made === readFileSync(FILE, 'utf8')) console.log(`${FILE} has ${elements.length} components`);
else {
  console.error(`${FILE} is not what the manifest of the elements says: npm run docs`);
  process.exitCode = 1;
}

function componentOf({ name, tagName, summary, members = [], events = [] }) {
  const properties = members
    .filter((member) => member.kind === 'field' && !member.readonly)
    .map((member) => member.name);
  const list = (names) => `[${names.map((each) => `'${each}'`).join(', ')}]`;
  // Marked as pure: a bundler leaves out those that a page does not use.
  return `/** ${summary} */
export const ${name} = /* @__PURE__ */ wrap('${tagName}', ${list(properties)}, ${list(events.map((event) => event.name))});`;
}
