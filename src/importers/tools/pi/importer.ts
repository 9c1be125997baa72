/**
 * Pi (pi-coding-agent): JSON lines that form a tree. OpenClaw, OhMyPi, QClaw and Prime are made of it and write the same.
 * Seen: Pi 0.73 (version 3 of its format), OpenClaw 2026.2.
 */

import type { LeftOutField } from '../../kept/left-out.ts';
import { lineRecords, recordImporter } from '../../records/record-importer.ts';
import { parseIsoTime, plausibleTime } from '../../sources/iso-time.ts';
import { asNumber, asText, isObject } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import { PiTranslator } from './pi-translator.ts';

/** Fields that are not written. */
export const PI_LEFT_OUT: readonly LeftOutField[] = [
  { path: 'id', why: 'id of the record; events have short ids of their own' },
  { path: 'parentId', why: 'order and branches are resolved' },
  { path: '~timestamp', why: 'is the time of the event' },
  { path: 'message.content[].id', why: 'id of the call; resolved' },
  { path: 'message.toolCallId', why: 'id of the call; resolved' },
  { path: 'message.api', why: 'how the program talks to the provider' },
  { path: 'message.provider', why: 'who offers the model, which is told' },
  { path: 'message.responseId', why: 'id of the answer at the provider' },
  { path: '~thinkingSignature', why: 'opaque token of the provider' },
  { path: '~textSignature', why: 'opaque token of the provider' },
  { path: '~thoughtSignature', why: 'opaque token of the provider' },
  { path: 'message.content[].*.input', why: 'a patch, which its changes and the rest of it show' },
  { path: 'message.content[].*.patch', why: 'a patch, which its changes and the rest of it show' },
  { path: 'message.details.diff', why: 'the lines that the change shows; kept where there is none' },
  { path: 'message.details.patch', why: 'the lines that the change shows; kept where there is none' },
  { path: 'firstKeptEntryId', why: 'id of the record from which a compaction kept what was said' },
  { path: 'fromId', why: 'id of the record that was gone back from; branches are resolved' },
  { path: 'targetId', why: 'id of the record that a bookmark stands at' },
];

/** Sessions of Pi and of what is made of it. */
export const pi = recordImporter({
  id: 'pi',
  read: lineRecords,
  timeOf: (record) => parseIsoTime(record['timestamp']) ?? timeOfMessage(record),
  typeOf: ({ type, message }) => {
    const role = isObject(message) ? asText(message['role']) : undefined;
    return [asText(type) ?? 'record', role].filter(Boolean).join('/').slice(0, 60);
  },
  leftOut: PI_LEFT_OUT,
  translator: (writer) => new PiTranslator(writer),
});

function timeOfMessage({ message }: LogRecord): number | undefined {
  const time = isObject(message) ? asNumber(message['timestamp']) : undefined;
  return time === undefined ? undefined : plausibleTime(time);
}
