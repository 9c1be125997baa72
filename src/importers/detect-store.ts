import { mostSure, type Detection } from './detect-importer.ts';
import { openStore } from './sqlite/open-store.ts';
import type { ImportSource } from './sources/import-source.ts';
import type { StoreTables, Tool } from './tool.ts';

/** Tables that are named where nobody knows a database. */
const MAX_NAMED = 12;

/** A database that is known, and that no session can be read of. */
interface KnownDatabase {
  /** Tables that it has, each with a column that tells it from others of that name. */
  readonly tables: Readonly<Record<string, string | undefined>>;
  /** What it is, and what to give in its place. */
  readonly advice: string;
}

/** Databases of tools that keep their sessions elsewhere, or in a form that is not read. */
const KNOWN: readonly KnownDatabase[] = [
  {
    tables: { thread_items: undefined },
    advice: 'it is an index of Codex: give the rollouts in its folder "sessions"',
  },
  {
    tables: { threads: 'rollout_path' },
    advice: 'it is an index of Codex: give the rollouts that it names, in its folder "sessions"',
  },
  {
    tables: { turns: undefined, session_refs: undefined },
    advice: 'it is an index of GitHub Copilot CLI: give an events.jsonl of its folder "session-state"',
  },
  {
    tables: { steps: undefined, trajectory_meta: undefined },
    advice:
      'it holds the steps of Antigravity in a form of its own: give brain/<id>/.system_generated/logs/transcript_full.jsonl',
  },
  {
    tables: { sessions: undefined, subagent_spawn_queue: undefined },
    advice: 'it is an index of Cline: give a <id>.messages.json of its folder "data/sessions"',
  },
  { tables: { threads: 'data_type' }, advice: 'it holds threads of Zed, which are not read yet' },
  {
    tables: { ai_queries: undefined, agent_conversations: undefined },
    advice: 'it is of Warp, which keeps answers in a form that is not read',
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
  const known = KNOWN.find((database) =>
    Object.entries(database.tables).every(([name, column]) => {
      const columns = tables.get(name);
      return columns !== undefined && (column === undefined || columns.includes(column));
    }),
  );
  if (known) return `the input is a SQLite database without sessions that can be read: ${known.advice}`;
  if (names.length === 0) return 'the input is a SQLite database without tables';
  const named = names.slice(0, MAX_NAMED).join(', ');
  const more = names.length > MAX_NAMED ? ` and ${names.length - MAX_NAMED} more` : '';
  return `the input is a SQLite database of no known tool, with the tables ${named}${more}`;
}
