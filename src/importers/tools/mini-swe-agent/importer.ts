/** mini-swe-agent: a trajectory, a JSON document of messages; of the first versions a bare list of them. */

import type { LeftOutField } from '../../kept/left-out.ts';
import { documentRecords, recordImporter } from '../../records/record-importer.ts';
import { plausibleTime } from '../../sources/iso-time.ts';
import { asNumber, asText, isObject } from '../../sources/json-value.ts';
import { MiniTranslator } from './mini-translator.ts';

/** Fields of a trajectory that are not written. */
export const MINI_SWE_LEFT_OUT: readonly LeftOutField[] = [
  { path: 'trajectory_format', why: 'stands once, in the report' },
  {
    path: 'info.config.**',
    why: 'settings and templates of the program, and keys; model and folder are told',
  },
  { path: 'info.submission', why: 'shown as changes, where it was submitted' },
  { path: 'extra.submission', why: 'shown as changes' },
  { path: 'extra.response.**', why: 'the answer again, as the interface gave it; model and tokens are told' },
  { path: 'extra.model_response.**', why: 'the answer again, as the interface gave it' },
  { path: 'extra.actions[].**', why: 'the commands of the calls again' },
  { path: 'tool_calls[].id', why: 'id of a call; calls have short ids of their own' },
  { path: 'tool_call_id', why: 'id of a call; resolved' },
  { path: 'tool_calls[].function.arguments', why: 'shown as the command' },
  { path: 'output[].arguments', why: 'shown as the command' },
  { path: 'output[].id', why: 'id of the provider' },
  { path: 'output[].call_id', why: 'id of a call; resolved' },
  { path: 'call_id', why: 'id of a call; resolved' },
  { path: 'id', why: 'id of the provider' },
  { path: '~encrypted_content', why: 'opaque token of the provider' },
  { path: '~signature', why: 'opaque token of the provider' },
];

/** Trajectories of mini-swe-agent. */
export const miniSweAgent = recordImporter({
  id: 'mini-swe-agent',
  read: documentRecords('messages'),
  timeOf: ({ extra }) => {
    const seconds = isObject(extra) ? asNumber(extra['timestamp']) : undefined;
    return seconds === undefined ? undefined : plausibleTime(seconds * 1000);
  },
  typeOf: ({ role, object, type }) =>
    (asText(role) ?? asText(type) ?? asText(object) ?? 'message').slice(0, 40),
  versionOf: ({ info }) => (isObject(info) ? asText(info['mini_version']) : undefined),
  leftOut: MINI_SWE_LEFT_OUT,
  translator: (writer) => new MiniTranslator(writer),
});
