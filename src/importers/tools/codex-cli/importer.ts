/**
 * Codex: rollouts of the command line, the IDE extension and the desktop app, JSON lines of what the model saw and
 * of what the interface showed. Most is in them twice; each thing is shown once. Also the bare items of 2025.
 */

import { identifyRecord } from './detect-codex.ts';
import { kindOfRecord, timeOfRecord } from './rollout-item.ts';
import { ForkSource } from './fork-source.ts';
import { CodexTranslator } from './codex-translator.ts';
import { isObject, asText } from '../../sources/json-value.ts';
import type { LeftOutField } from '../../kept/left-out.ts';
import type { Importer } from '../../importer.ts';
import { lineRecords, recordImporter } from '../../records/record-importer.ts';

/** Fields of a rollout that are not written. */
export const CODEX_LEFT_OUT: readonly LeftOutField[] = [
  { path: '~timestamp', why: 'is the time of the event' },
  { path: 'type', why: 'kind of the record' },
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
  { path: '~metadata.**', why: 'bookkeeping of the history: numbers, where a record came from' },
  {
    path: '~internal_chat_message_metadata_passthrough.**',
    why: 'bookkeeping of the provider: times, kinds of parts',
  },
  { path: '~turn_attribution.**', why: 'ids of the tasks that a task is part of' },
  { path: '~root_turn_id', why: 'id of a task, again' },
  {
    path: 'payload.state.**',
    why: 'snapshot of the surroundings (`world_state`); what the model gets of it stands in messages',
  },
  { path: 'payload.thread_settings.**', why: 'settings of the session; the context of each turn tells them' },
  { path: 'payload.response_id', why: 'id of the provider' },
  { path: 'payload.item.id', why: 'id of an item, or of its call' },
  { path: 'payload.item.client_id', why: 'id of a prompt' },
  { path: 'payload.event_id', why: 'id of a call' },
  { path: '~sender_thread_id', why: 'id of the session of an agent; tracks are named by them' },
  { path: '~receiver_thread_id', why: 'the same of the other agent' },
  { path: '~receiver_thread_ids[]', why: 'the same of other agents' },
  { path: '~new_thread_id', why: 'the same of an agent that was started' },
  { path: '~agent_thread_id', why: 'the same of an agent that something is told of' },
  {
    path: '~memory_citation.**',
    why: 'which notes of earlier sessions an answer is from: ids and lines of files',
  },
  { path: '~process_id', why: 'number of a process' },
  { path: 'payload.started_at', why: 'when a task began: the time of its first event' },
  { path: 'payload.completed_at', why: 'when a task ended: the time of its last event' },
  { path: '~ghost_commit.**', why: 'ids of a commit that Codex keeps for undoing' },
];

const rollouts = recordImporter({
  id: 'codex-cli',
  read: lineRecords,
  timeOf: timeOfRecord,
  typeOf: kindOfRecord,
  versionOf: ({ payload }) => (isObject(payload) ? asText(payload['cli_version']) : undefined),
  leftOut: CODEX_LEFT_OUT,
  identify: identifyRecord,
  translator: (writer, source) => new CodexTranslator(writer, { source }),
});

/** Rollouts of Codex. A fork comes with the history that it goes on from, where that is beside it. */
export const codex: Importer = {
  ...rollouts,
  async *import(source, options) {
    yield* rollouts.import(await ForkSource.open(source), options);
  },
};
