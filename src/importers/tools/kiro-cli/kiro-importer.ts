import type { Importer } from '../../importer.ts';
import type { LeftOutField } from '../../kept/left-out.ts';
import { asText, isObject } from '../../sources/json-value.ts';
import type { RecordReading } from '../../records/record-importer.ts';
import { storeImporter } from '../../stores/store-importer.ts';
import { StoreSession } from '../../stores/store-session.ts';
import { conversationStore } from './conversation-store.ts';
import { agentsBeside } from './kiro-agents.ts';
import { recordTime } from './kiro-records.ts';
import { KiroTranslator } from './kiro-translator.ts';

/**
 * The importer of Kiro CLI, or of Amazon Q CLI, which it was before.
 *
 * @param id - of the tool, which is the agent's name too
 * @param read - reads logs that are no database
 */
export function kiroImporter(id: string, leftOut: readonly LeftOutField[], read: RecordReading): Importer {
  const importer = storeImporter({
    id,
    store: conversationStore,
    read,
    timeOf: recordTime,
    typeOf: ({ kind, payload }) =>
      (asText(kind) ?? (isObject(payload) ? asText(payload['type']) : undefined) ?? 'exchange').slice(0, 40),
    leftOut,
    translator: (writer, source) =>
      new KiroTranslator(writer, {
        agent: id,
        conversation: source instanceof StoreSession ? source.facts : undefined,
      }),
  });
  return { ...importer, companions: agentsBeside };
}
