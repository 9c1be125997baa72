/**
 * Codex: rollouts of the command line, the IDE extension and the desktop app, JSON lines of what the model saw and
 * of what the interface showed. Most is in them twice; each thing is shown once. Also the bare items of 2025.
 */

import { identifyRecord } from './detect-codex.ts';
import { kindOfRecord, timeOfRecord } from './rollout-item.ts';
import { CodexTranslator } from './codex-translator.ts';
import { isObject, asText } from '../../sources/json-value.ts';
import type { LeftOutField } from '../../kept/left-out.ts';
import { lineRecords, recordImporter } from '../../records/record-importer.ts';

/** Fields of a rollout that are not written. */
export const CODEX_LEFT_OUT: readonly LeftOutField[] = [
  { path: '~timestamp', why: 'is the time of the event' },
  { path: 'payload.type', why: 'kind of the record; an unknown kind is kept with it' },
  { path: 'payload.id', why: 'id of the provider, or of the session, which stands once in the session' },
  { path: 'id', why: 'the same in the rollouts of 2025' },
  { path: '~call_id', why: 'id of a call; calls have short ids of their own' },
  { path: '~turn_id', why: 'id of the task that a record belongs to; order tells it' },
  { path: 'payload.session_id', why: 'id of the session, again' },
  { path: 'payload.thread_id', why: 'id of the session, again' },
  { path: 'payload.client_id', why: 'id of a prompt' },
  { path: 'payload.window_id', why: 'id of the context that a compaction begins' },
  { path: '~encrypted_content', why: 'opaque token of the provider' },
  { path: '~ghost_commit.**', why: 'ids of a commit that Codex keeps for undoing' },
];

/** Rollouts of Codex. */
export const codex = recordImporter({
  id: 'codex-cli',
  read: lineRecords,
  timeOf: timeOfRecord,
  typeOf: kindOfRecord,
  versionOf: ({ payload }) => (isObject(payload) ? asText(payload['cli_version']) : undefined),
  leftOut: CODEX_LEFT_OUT,
  identify: identifyRecord,
  translator: (writer) => new CodexTranslator(writer),
});
