import type { Importer } from '../../importer.ts';
import type { LeftOutField } from '../../kept/left-out.ts';
import { asText, isObject } from '../../sources/json-value.ts';
import { storeImporter } from '../../stores/store-importer.ts';
import { databaseStore } from './database-store.ts';
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
  return storeImporter({
    id,
    store: databaseStore,
    read: sessionRecords,
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
}
