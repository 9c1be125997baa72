/**
 * Crush: sessions of its database, one for each project; seen of the middle of 2025. The OpenCode of 2025 that was
 * written in Go, which Crush was made of, has the same tables.
 */

import type { LeftOutField } from '../../kept/left-out.ts';
import { asText } from '../../sources/json-value.ts';
import { storeImporter } from '../../stores/store-importer.ts';
import { storeTime } from '../../stores/store-time.ts';
import { StoreSession } from '../../stores/store-session.ts';
import { crushStore } from './crush-store.ts';
import { CrushTranslator } from './crush-translator.ts';

/** Fields of a message that are not written. */
export const CRUSH_LEFT_OUT: readonly LeftOutField[] = [
  { path: 'id', why: 'id of the message; order is that of times' },
  { path: 'session_id', why: 'id of the session, which stands there' },
  { path: 'parts[].data.id', why: 'id of a call; calls have it in short' },
  { path: 'parts[].data.tool_call_id', why: 'id of a call; resolved' },
  { path: 'parts[].data.signature', why: 'opaque token of the provider' },
  { path: 'parts[].data.thought_signature', why: 'opaque token of the provider' },
  { path: 'parts[].data.responses_data**', why: 'opaque tokens of the provider' },
  { path: 'parts[].data.Data', why: 'shown as the picture, or the file' },
  { path: 'parts[].data.metadata.diff', why: 'shown as the change' },
  { path: 'changes[].call', why: 'id of a call; resolved' },
];

/** Sessions of Crush: its database. */
export const crush = storeImporter({
  id: 'crush',
  store: crushStore,
  timeOf: ({ created_at: time }) => storeTime(time),
  typeOf: ({ role }) => asText(role)?.slice(0, 40) ?? 'message',
  leftOut: CRUSH_LEFT_OUT,
  translator: (writer, source) =>
    new CrushTranslator(writer, source instanceof StoreSession ? source.facts : {}),
});
