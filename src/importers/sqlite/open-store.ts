import type { ImportSource } from '../sources/import-source.ts';
import { isSecretTable } from './secret-tables.ts';
import { bytesOfSource } from './source-bytes.ts';
import { SqliteDatabase } from './sqlite-database.ts';

/** Something about a store that may have cost content. */
export interface StoreFinding {
  readonly code: string;
  readonly message: string;
}

/** A database that a tool keeps sessions in, without its tables of credentials. */
export interface Store {
  /** What it was opened from, for the files beside it. */
  readonly source: ImportSource;
  readonly database: SqliteDatabase;
  readonly findings: readonly StoreFinding[];
}

/** First bytes of a journal that was not finished. */
const HOT_JOURNAL = [0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7];

/**
 * Opens a database with the files beside it. Nothing is written, locked or left beside it; tables of credentials are
 * not there for whoever reads it.
 *
 * @throws {ImportError} as `SqliteDatabase.open`
 */
export async function openStore(source: ImportSource, signal?: AbortSignal): Promise<Store> {
  const ownPath = source.ownPath ?? source.name;
  const wal = await source.sibling?.(`${ownPath}-wal`);
  const files = { database: await bytesOfSource(source), wal: wal && (await bytesOfSource(wal)) };
  const database = await SqliteDatabase.open(files, { signal, isHidden: isSecretTable });
  const findings: StoreFinding[] = [];
  if (!wal && database.header.isWalMode) {
    findings.push({
      code: 'wal-not-given',
      message: `"${source.name}-wal" was not given: if it stands beside the database, what came last is in it, so give both`,
    });
  }
  if (database.walDamage !== undefined) {
    findings.push({
      code: 'wal-damaged',
      message: `"${source.name}-wal" is damaged: changes from there on are missing`,
    });
  }
  if (await hasHotJournal(source)) {
    findings.push({
      code: 'hot-journal',
      message: `"${source.name}-journal" tells of a change that was cut off: some of it may be in the database`,
    });
  }
  return { source, database, findings };
}

async function hasHotJournal(source: ImportSource): Promise<boolean> {
  const journal = await source.sibling?.(`${source.ownPath ?? source.name}-journal`);
  if (!journal || journal.size < HOT_JOURNAL.length) return false;
  const bytes = await bytesOfSource(journal);
  const head = await bytes.read(0, HOT_JOURNAL.length);
  return HOT_JOURNAL.every((byte, index) => head[index] === byte);
}
