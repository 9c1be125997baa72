import type { SessionEvent } from '../../../format/index.ts';
import type { Importer, ImportOptions } from '../../importer.ts';
import type { LeftOutField } from '../../kept/left-out.ts';
import { recordImporter } from '../../records/record-importer.ts';
import type { ImportSource } from '../../sources/import-source.ts';
import { asText, isObject } from '../../sources/json-value.ts';
import { isSqlite } from '../../sqlite/database-header.ts';
import { openStore } from '../../sqlite/open-store.ts';
import { DatabaseSession } from './database-session.ts';
import { databaseSessions } from './database-sessions.ts';
import { wallTime } from './message-moments.ts';
import { OpenCodeTranslator } from './opencode-translator.ts';
import { sessionRecords } from './session-records.ts';

/**
 * The importer of OpenCode, or of a program that was made of it and keeps its sessions in the same way: databases,
 * exports and storage folders all become the records of an export.
 *
 * @param id - of the tool, which is the agent's name too
 */
export function openCodeImporter(id: string, leftOut: readonly LeftOutField[]): Importer {
  const records = recordImporter({
    id,
    read: (source, reading) =>
      source instanceof DatabaseSession ? source.records(reading) : sessionRecords(source, reading),
    timeOf: ({ info }) => {
      const time = isObject(info) && isObject(info['time']) ? info['time'] : undefined;
      return wallTime(time?.['created']);
    },
    typeOf: ({ info }) => (isObject(info) ? asText(info['role']) : undefined)?.slice(0, 40) ?? 'message',
    versionOf: (record) => {
      const session = isObject(record['info']) ? record['info'] : record;
      return asText(session['version']);
    },
    leftOut,
    translator: (writer) => new OpenCodeTranslator(writer, { agent: id }),
  });
  return {
    id,
    sessions: async (source, { signal } = {}) =>
      (await isDatabase(source)) ? databaseSessions((await openStore(source, signal)).database, signal) : [],
    import: (source, options = {}) => importSource(source, options, records),
  };
}

async function* importSource(
  source: ImportSource,
  options: ImportOptions,
  records: Importer,
): AsyncGenerator<SessionEvent, void, undefined> {
  if (!(await isDatabase(source))) {
    yield* records.import(source, options);
    return;
  }
  const { session: id, signal } = options;
  const session = await DatabaseSession.open(source, await openStore(source, signal), { id, signal });
  yield* records.import(session, options);
}

/** Told by the first bytes. */
async function isDatabase(source: ImportSource): Promise<boolean> {
  for await (const chunk of source.chunks()) return isSqlite(chunk);
  return false;
}
