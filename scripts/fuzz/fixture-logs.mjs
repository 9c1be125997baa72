import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { tools } from '#src/importers/index.ts';

const FIXTURES = fileURLToPath(new URL('../../test/fixtures/importers/', import.meta.url));

/** The logs and recordings of all tools that stand in the project, each with the id of its tool. */
export function fixtureLogs() {
  return tools.flatMap(({ id }) => logsOf(id));
}

function logsOf(tool) {
  const folder = `${FIXTURES}${tool}`;
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.(?:events|tables)\.json$/.test(entry.name))
    .map(({ name }) => ({ tool, name, bytes: new Uint8Array(readFileSync(`${folder}/${name}`)) }));
}

/** The databases of all tools that stand in the project as tables. */
export function fixtureTables() {
  return readdirSync(FIXTURES).flatMap((tool) =>
    readdirSync(`${FIXTURES}${tool}`)
      .filter((name) => name.endsWith('.tables.json'))
      .map((name) => ({
        tool,
        name: name.replace('.tables.json', '.db'),
        tables: JSON.parse(readFileSync(`${FIXTURES}${tool}/${name}`, 'utf8')),
      })),
  );
}

/** The importer of a tool. */
export function importerOf(id) {
  return tools.find((tool) => tool.id === id).load();
}
