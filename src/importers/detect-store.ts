import { mostSure, type Detection } from './detect-importer.ts';
import { openStore } from './sqlite/open-store.ts';
import type { ImportSource } from './sources/import-source.ts';
import type { StoreTables, Tool } from './tool.ts';

/** Tables that are named where nobody knows a database. */
const MAX_NAMED = 12;

/** Databases of tools that keep their sessions elsewhere, by tables that they have. */
const INDEXES: readonly { readonly tables: readonly string[]; readonly advice: string }[] = [
  { tables: ['thread_items'], advice: 'it is an index of Codex: give the rollouts in its folder "sessions"' },
  {
    tables: ['turns', 'session_refs'],
    advice: 'it is an index of GitHub Copilot CLI: give an events.jsonl of its folder "session-state"',
  },
];

/**
 * Finds the tool that a SQLite database is of by its tables: the first bytes do not tell, and of a new database all
 * may be in the file beside it. Reads the write-ahead log and the schema.
 *
 * @param source - with the files beside it
 * @throws {ImportError} `unknown-source` with the names of the tables, but for those that may hold credentials;
 *   `ambiguous-source`; as `openStore`
 */
export async function detectStore(
  source: ImportSource,
  candidates: readonly Tool[],
  signal?: AbortSignal,
): Promise<Detection> {
  const { database, findings } = await openStore(source, signal);
  const tables: StoreTables = new Map(
    [...database.tables].map(([name, { columns }]) => [name, columns.map((column) => column.name)]),
  );
  const detections = candidates.map((tool) => ({ tool, confidence: tool.detectStore?.(tables) ?? 0 }));
  return mostSure(detections, () => {
    const kinds = candidates.flatMap(({ label, detectStore: knows }) => (knows ? [label] : []));
    const missing = findings.map(({ message }) => `; ${message}`).join('');
    return `${nature(tables)}${missing} (databases that are known: ${kinds.join(', ')})`;
  });
}

function nature(tables: StoreTables): string {
  const names = [...tables.keys()];
  const index = INDEXES.find(({ tables: own }) => own.every((name) => tables.has(name)));
  if (index) return `the input is a SQLite database without sessions: ${index.advice}`;
  if (names.length === 0) return 'the input is a SQLite database without tables';
  const named = names.slice(0, MAX_NAMED).join(', ');
  const more = names.length > MAX_NAMED ? ` and ${names.length - MAX_NAMED} more` : '';
  return `the input is a SQLite database of no known tool, with the tables ${named}${more}`;
}
