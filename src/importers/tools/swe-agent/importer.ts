/** SWE-agent: a trajectory, a JSON document of steps and of the messages that the model was sent. There are no times. */

import type { LeftOutField } from '../../kept/left-out.ts';
import { documentRecords, recordImporter } from '../../records/record-importer.ts';
import { asText, isObject } from '../../sources/json-value.ts';
import { SweTranslator } from './swe-translator.ts';

/** Fields of a trajectory that are not written. */
export const SWE_AGENT_LEFT_OUT: readonly LeftOutField[] = [
  { path: 'response', why: 'thought and action of the step again' },
  { path: 'query[].**', why: 'the messages that were sent for the step: those of the history' },
  { path: 'messages[].**', why: 'the messages that were sent for the step: those of the history' },
  { path: 'state', why: 'state of the shell; its folder is told' },
  { path: 'state.**', why: 'state of the shell; its folder is told' },
  { path: 'tool_calls[].**', why: 'the action of a step again, in the history' },
  { path: 'tool_call_ids[]', why: 'ids of calls' },
  { path: 'action', why: 'shown as the call; in the history again' },
  { path: 'replay_config', why: 'settings of the run, and keys; the model is told' },
  { path: 'replay_config.**', why: 'settings of the run, and keys; the model is told' },
  { path: 'info.submission', why: 'shown as changes, where no step tells them' },
  { path: 'info.edited_files30', why: 'excerpts of the files that were changed' },
  { path: 'info.edited_files50', why: 'excerpts of the files that were changed' },
  { path: 'info.edited_files70', why: 'excerpts of the files that were changed' },
  { path: '~signature', why: 'opaque token of the provider' },
];

/** Trajectories of SWE-agent. */
export const sweAgent = recordImporter({
  id: 'swe-agent',
  read: documentRecords('trajectory', 'history'),
  timeOf: () => undefined,
  typeOf: ({ role }, { member }) => (member === 'history' ? `message ${asText(role) ?? ''}`.trim() : 'step'),
  versionOf: ({ info }) => (isObject(info) ? asText(info['swe_agent_version']) : undefined),
  leftOut: SWE_AGENT_LEFT_OUT,
  translator: (writer) => new SweTranslator(writer),
});
