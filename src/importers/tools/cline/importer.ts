/**
 * Cline: the messages of its command line (version 3), and the tasks of its extension for VS Code, which Roo Code and Kilo 4
 * and 5 (made of it) keep in the same form.
 */

import type { LeftOutField } from '../../kept/left-out.ts';
import { recordImporter } from '../../records/record-importer.ts';
import { asNumber, asText } from '../../sources/json-value.ts';
import { plausibleTime } from '../../sources/iso-time.ts';
import { clineRecords } from './cline-records.ts';
import { ClineTranslator } from './cline-translator.ts';
import { isShown, kindOf } from './ui-record.ts';

/** Fields that are not written. */
export const CLINE_LEFT_OUT: readonly LeftOutField[] = [
  { path: 'id', why: 'id of the message; events have short ids of their own' },
  { path: 'content[].id', why: 'id of the call; resolved' },
  { path: 'content[].tool_use_id', why: 'id of the call; resolved' },
  { path: 'content[].call_id', why: 'id of the call; resolved' },
  { path: 'content[].content.query', why: 'what the call asked for' },
  { path: 'content[].content[].query', why: 'what the call asked for' },
  { path: 'content[].input.diff', why: 'replacements, which the change shows; kept where there is none' },
  { path: 'say', why: 'kind of the record; an unknown kind is kept with it' },
  { path: 'ask', why: 'kind of the record; an unknown kind is kept with it' },
  { path: 'images[]', why: 'pictures, which are stored as such' },
  { path: 'text.screenshot', why: 'pictures, which are stored as such' },
  { path: '~signature', why: 'opaque token of the provider' },
  { path: '~encrypted_content', why: 'reasoning that the provider hides' },
  { path: '~thoughtSignature', why: 'opaque token of the provider' },
  { path: 'text.diff', why: 'what the change shows; kept where there is none' },
  { path: 'text.content', why: 'what the change shows, or the call gave; kept where there is neither' },
  { path: 'text.batchDiffs[].**', why: 'what the changes show; kept where there are none' },
  { path: 'text.apiProtocol', why: 'how the program talks to the provider' },
  { path: 'updated_at', why: 'when the file was written last' },
  { path: '~sessionId', why: 'stands once, in the session' },
  { path: '~parentThreadId', why: 'id of the session that a subagent belongs to' },
  { path: '~subagent', why: 'id of the subagent, whose track refers to the call' },
];

/** Sessions and tasks of Cline. */
export const cline = recordImporter({
  id: 'cline',
  read: clineRecords,
  timeOf: (record) => timeIn(record['ts']),
  typeOf: (record) =>
    (isShown(record)
      ? `${String(record['type'])}/${kindOf(record)}`
      : (asText(record['role']) ?? 'record')
    ).slice(0, 60),
  leftOut: CLINE_LEFT_OUT,
  translator: (writer) => new ClineTranslator(writer, 'cline'),
});

function timeIn(ts: unknown): number | undefined {
  const time = asNumber(ts);
  return time === undefined ? undefined : plausibleTime(time);
}
