/**
 * Grok CLI (Grok Build) of xAI: JSON lines of messages as they are sent to the model, without times, in a folder with what
 * else is known of the session. Seen 1.0.
 */

import { asText } from '../../sources/json-value.ts';
import type { LeftOutField } from '../../kept/left-out.ts';
import { recordImporter } from '../../records/record-importer.ts';
import { GrokTranslator } from './grok-translator.ts';
import { grokRecords } from './timed-records.ts';

/** Fields that are not written. */
export const GROK_LEFT_OUT: readonly LeftOutField[] = [
  { path: 'id', why: 'id of the provider' },
  { path: 'kind.id', why: 'id of a call; resolved' },
  { path: '~tool_call_id', why: 'id of a call; resolved' },
  { path: 'tool_calls[].id', why: 'id of a call; resolved' },
  { path: 'tool_calls[].arguments', why: 'JSON of the input, which the call has' },
  { path: '~model_fingerprint', why: 'opaque token of the provider' },
  { path: '~encrypted_content', why: 'opaque token of the provider' },
  { path: 'content[].url', why: 'the image or its address, which the message has' },
];

/** Sessions of Grok CLI. */
export const grokCli = recordImporter({
  id: 'grok-cli',
  read: grokRecords,
  timeOf: (_record, { time }) => time,
  typeOf: ({ type, role }) => asText(type) ?? asText(role) ?? 'record',
  leftOut: GROK_LEFT_OUT,
  translator: (writer) => new GrokTranslator(writer),
});
