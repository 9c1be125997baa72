/**
 * Hermes, the agent of Nous Research: a database of all sessions (`state.db`), a JSON document a session (`session_….json`), or
 * JSON lines behind a `session_meta`. All hold messages of a chat as OpenAI has them. Seen 0.11.
 */

import type { SessionEvent } from '../../../format/index.ts';
import type { Importer, ImportOptions } from '../../importer.ts';
import type { LeftOutField } from '../../kept/left-out.ts';
import { NeverPacked } from '../../kept/never-packed.ts';
import { recordImporter } from '../../records/record-importer.ts';
import type { ImportSource } from '../../sources/import-source.ts';
import { asText } from '../../sources/json-value.ts';
import { DETECTION_SIZE } from '../../sources/detection-size.ts';
import { sourceHead } from '../../sources/source-head.ts';
import { isSqlite } from '../../sqlite/database-header.ts';
import { openStore } from '../../sqlite/open-store.ts';
import { HermesTranslator } from './hermes-translator.ts';
import { hermesRecords } from './session-records.ts';
import { storedSessions } from './stored-sessions.ts';
import { StoredSession } from './stored-session.ts';
import { wallTime } from './wall-time.ts';

/** Fields that are not written. */
export const HERMES_LEFT_OUT: readonly LeftOutField[] = [
  { path: 'id', why: 'number of the message' },
  { path: '~timestamp', why: 'is the time of the event' },
  { path: 'session_id', why: 'stands once, in the session' },
  { path: 'last_updated', why: 'when the document was written last' },
  { path: '~tool_call_id', why: 'id of a call; resolved' },
  { path: 'tool_calls[].id', why: 'id of a call; resolved' },
  { path: 'tool_calls[].call_id', why: 'id of a call; resolved' },
  { path: 'tool_calls[].response_item_id', why: 'id of the provider' },
  { path: 'tool_calls[].function.arguments', why: 'JSON of the input, which the call has' },
  { path: 'tools[].**', why: 'descriptions of the tools for the model' },
  { path: 'base_url', why: 'address of the provider' },
  { path: 'codex_reasoning_items[].**', why: 'the thoughts again, as opaque tokens of the provider' },
  { path: 'codex_message_items[].**', why: 'the message again, as the provider has it' },
  { path: 'reasoning_details[].signature', why: 'opaque token of the provider' },
  { path: 'reasoning_details[].data', why: 'opaque token of the provider' },
  { path: 'reasoning_details[].id', why: 'id of the provider' },
  { path: 'api_content', why: 'the message again, as it was sent' },
  { path: 'platform_message_id', why: 'id of a message on another platform' },
  { path: 'content[].image_url.url', why: 'the image or its address, which the message has' },
];

/** Who the person is on the platform that a session was held on. */
const ACCOUNT = ['user_id', 'chat_id', 'thread_id', 'session_key', 'origin_json', 'api_key'];

const records = recordImporter({
  id: 'hermes',
  read: hermesRecords,
  timeOf: ({ timestamp }) => wallTime(timestamp),
  typeOf: ({ role }) => asText(role)?.slice(0, 40) ?? 'message',
  leftOut: HERMES_LEFT_OUT,
  neverPacked: new NeverPacked(ACCOUNT, ['content', 'tool_calls']),
  translator: (writer) => new HermesTranslator(writer),
});

/** Sessions of Hermes. */
export const hermes: Importer = {
  id: 'hermes',
  sessions: async (source, { signal } = {}) =>
    (await isDatabase(source)) ? storedSessions((await openStore(source, signal)).database, signal) : [],
  import: importSource,
};

async function* importSource(
  source: ImportSource,
  options: ImportOptions = {},
): AsyncGenerator<SessionEvent, void, undefined> {
  if (!(await isDatabase(source))) {
    yield* records.import(source, options);
    return;
  }
  const { session: id, signal } = options;
  const session = await StoredSession.open(source, await openStore(source, signal), { id, signal });
  yield* records.import(session, options);
}

async function isDatabase(source: ImportSource): Promise<boolean> {
  return isSqlite(await sourceHead(source, DETECTION_SIZE));
}
