/** Goose: sessions of its database, and the logs of versions before 1.10. */

import type { LeftOutField } from '../../kept/left-out.ts';
import { lineRecords } from '../../records/record-importer.ts';
import { asText } from '../../sources/json-value.ts';
import { storeImporter } from '../../stores/store-importer.ts';
import { storeTime } from '../../stores/store-time.ts';
import { StoreSession } from '../../stores/store-session.ts';
import { isSessionLine } from './detect-goose.ts';
import { gooseStore } from './goose-store.ts';
import { GooseTranslator } from './goose-translator.ts';

/** Fields of a message that are not written. */
export const GOOSE_LEFT_OUT: readonly LeftOutField[] = [
  { path: 'id', why: 'id of a message; order is that of the log' },
  { path: 'content[].id', why: 'id of a call; resolved' },
  { path: '~signature', why: 'opaque token of the provider' },
  { path: 'content[].data', why: 'shown as the picture, or hidden by the provider' },
  { path: 'content[].toolResult.value[].data', why: 'shown as the picture' },
  { path: 'content[].toolResult.value.content[].data', why: 'shown as the picture' },
];

/** Sessions of Goose. */
export const goose = storeImporter({
  id: 'goose',
  store: gooseStore,
  read: lineRecords,
  timeOf: ({ created }) => storeTime(created),
  typeOf: (record) =>
    isSessionLine(record) ? 'session' : (asText(record['role'])?.slice(0, 40) ?? 'record'),
  leftOut: GOOSE_LEFT_OUT,
  translator: (writer, source) =>
    new GooseTranslator(writer, source instanceof StoreSession ? source.facts : {}),
});
