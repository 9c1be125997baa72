/** Devin's command line: a session of its database, which holds a tree of messages for each. */

import type { LeftOutField } from '../../kept/left-out.ts';
import { parseIsoTime } from '../../sources/iso-time.ts';
import { asText, isObject } from '../../sources/json-value.ts';
import { storeImporter } from '../../stores/store-importer.ts';
import { devinStore, secondsAsTime } from './devin-store.ts';
import { DevinTranslator } from './devin-translator.ts';

/** Fields of messages that are not written. */
export const DEVIN_LEFT_OUT: readonly LeftOutField[] = [
  { path: 'message_id', why: 'id of a message; tells one that is sent again' },
  { path: 'tool_call_id', why: 'id of a call; resolved' },
  { path: 'tool_calls[].id', why: 'id of a call; calls have short ids of their own' },
  { path: 'thinking.signature', why: 'opaque token of the provider' },
  { path: 'metadata.created_at', why: 'is the time of the event' },
  { path: 'metadata.started_generation_at', why: 'when the answer began, which its tokens stand for' },
  { path: 'metadata.request_id', why: 'id of the provider' },
  { path: 'metadata.from_event_id', why: 'id of the program' },
  { path: 'metadata.telemetry.**', why: 'what the program counts' },
];

/** Sessions of Devin's command line. */
export const devinCli = storeImporter({
  id: 'devin-cli',
  store: devinStore,
  timeOf: ({ metadata, row_created_at: seconds }) =>
    (isObject(metadata) ? parseIsoTime(metadata['created_at']) : undefined) ?? secondsAsTime(seconds),
  typeOf: ({ role }) => (asText(role) ?? 'message').slice(0, 40),
  leftOut: DEVIN_LEFT_OUT,
  translator: (writer) => new DevinTranslator(writer),
});
