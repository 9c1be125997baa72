/**
 * Makes of the record types in `src/format/events.ts` and `note.ts`:
 *
 * - the JSON Schemas of lines and of notes in `spec/schema`,
 * - the same schemas as the validator checks them, `src/format/validate/event-schemas.ts`,
 * - the lists between `<!-- made: … -->` and `<!-- end -->` in `spec/registry.md`.
 *
 * `node scripts/make-schemas.mjs` writes them; `--check` fails when one of them is not as it would be written.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { TypeSchemas } from './schemas/schemas-of-types.mjs';

/** Schemas: name of the file, type of the line or entry, title, description. */
const LINES = [
  [
    'transcript-event',
    'TranscriptEvent',
    'One line of transcript/<id>.ndjson',
    'Section 9. Kinds that are not listed are allowed, and so are other keys.',
  ],
  ['change-event', 'ChangeEvent', 'One line of changes/<id>.ndjson', 'Section 10. Other keys are allowed.'],
  [
    'terminal-event',
    'TerminalLine',
    'One event line of terminal/<id>.cast',
    'Section 11: asciicast v3, [interval in seconds, code, data].',
  ],
  ['terminal-header', 'TerminalHeader', 'Header line of terminal/<id>.cast', 'Section 11: asciicast v3.'],
  [
    'keyframe-line',
    'KeyframeLine',
    'The keyframe line of a segment',
    "Section 7: the first line of a segment; in a .cast behind '# '.",
  ],
  ['notes', 'NotesFile', 'notes.json', 'Section 19. Unknown keys and kinds are allowed and are kept.'],
];

const types = new TypeSchemas(
  ['schema-types', 'events', 'note'].map((name) => readFileSync(`src/format/${name}.ts`, 'utf8')),
);
const made = new Map();
for (const [name, type, title, description] of LINES) {
  const { description: _, ...schema } = types.schemaOf(type);
  const head = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: `urn:reprise:schema:1.0:${name}`,
    title,
    description,
  };
  await make(`spec/schema/${name}.schema.json`, JSON.stringify({ ...head, ...schema }));
}
await make('src/format/validate/event-schemas.ts', validatorModule());
await make('spec/registry.md', registry(readFileSync('spec/registry.md', 'utf8')));

const stale = [...made].filter(([path, text]) => readIfThere(path) !== text);
if (process.argv.includes('--check')) {
  for (const [path] of stale) console.error(`${path} is not what src/format says: npm run schemas`);
  console.log(`${made.size} files made of the event table, ${made.size - stale.length} up to date`);
  process.exit(stale.length === 0 ? 0 : 1);
}
for (const [path, text] of stale) {
  writeFileSync(path, text);
  console.log(`wrote ${path}`);
}

async function make(path, text) {
  const layout = await resolveConfig(path, { editorconfig: true });
  made.set(path, path.endsWith('.md') ? text : await format(text, { ...layout, filepath: path }));
}

/** One line a type: it is read by nobody but the validator, so descriptions are left out. */
function validatorModule() {
  const schemas = new Map();
  for (const [, type] of LINES) {
    const { $defs = {}, ...root } = types.schemaOf(type);
    for (const [name, schema] of Object.entries({ [type]: root, ...$defs })) schemas.set(name, schema);
  }
  const lines = [...schemas].map(([name, schema]) => `  ${name}: ${JSON.stringify(bare(schema))},`);
  return `/** Made by \`npm run schemas\` of \`events.ts\`: do not edit. */

import type { JsonSchema } from './schema-shapes.ts';

/** Name of a record type → its schema. */
// prettier-ignore
export const EVENT_SCHEMAS: Readonly<Record<string, JsonSchema>> = {
${lines.join('\n')}
};
`;
}

/** A schema without descriptions; a list of constants that they stood beside becomes one of values. */
function bare(schema) {
  if (Array.isArray(schema)) return schema.map(bare);
  if (typeof schema !== 'object' || schema === null) return schema;
  const { description: _, ...rest } = schema;
  if (rest.anyOf?.every((each) => 'const' in each)) return { enum: rest.anyOf.map((each) => each.const) };
  // Below `properties` a description is the schema of a member of that name.
  const members = Object.entries(rest.properties ?? {}).map(([name, member]) => [name, bare(member)]);
  return {
    ...Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, bare(value)])),
    ...(rest.properties && { properties: Object.fromEntries(members) }),
  };
}

function registry(text) {
  const kinds = types.kindsOf('TranscriptUpdate');
  const ours = kinds.filter(({ kind }) => kind.startsWith('_reprise/'));
  const lists = {
    'kinds of ACP': `${list(kinds.filter((each) => !ours.includes(each)).map(({ kind }) => kind))}.`,
    'kinds of ours': [
      '| ours | what it says | keys |',
      '|---|---|---|',
      ...ours.map(({ kind, says, keys }) => `| \`${kind}\` | ${says} | ${list(keys)} |`),
    ].join('\n'),
    'tool kinds': `${list(types.literalsOf('ToolKind'))}.`,
  };
  return text.replaceAll(/(<!-- made: (.*?) -->\n)[\s\S]*?(\n<!-- end -->)/g, (_, before, name, after) => {
    if (!lists[name]) throw new Error(`spec/registry.md has a list "${name}", which is made of nothing`);
    return before + lists[name] + after;
  });
}

function list(names) {
  return names.map((name) => `\`${name}\``).join(', ');
}

function readIfThere(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}
