/**
 * Agent Client Protocol: the JSON-RPC lines between an editor and an agent, as clients and proxies record them, or the
 * bare updates of a session. Protocol version 1. The protocol has no times; those of the recorder are taken.
 */

import { AcpTranslator } from './acp-translator.ts';
import { acpSessions, readAcp } from './acp-sessions.ts';
import { readMessage, recordTime } from './acp-message.ts';
import { asText } from '../../sources/json-value.ts';
import type { LeftOutField } from '../../kept/left-out.ts';
import { recordImporter } from '../../records/record-importer.ts';

/** Fields of a stream that are not written; they may stand below what a recorder puts around a message. */
export const ACP_LEFT_OUT: readonly LeftOutField[] = [
  { path: '~sessionId', why: 'stands once, in the session' },
  { path: '~method', why: 'kind of the message; an unknown kind is kept with it' },
  { path: '~toolCallId', why: 'id of a call; calls have short ids of their own' },
  { path: '~messageId', why: 'id of a message; messages have short ids of their own' },
  { path: '~terminalId', why: 'id of a terminal; resolved' },
  { path: 'timestamp', why: 'is the time of the event' },
  { path: 'ts', why: 'is the time of the event' },
  { path: 'time', why: 'is the time of the event' },
  { path: 'id', why: 'id of a request or of a record' },
  { path: '~message.id', why: 'id of a request' },
];

/** Least time between records of a stream without times, ms: most are pieces of a message. */
const PACE = 40;

/** Streams of the Agent Client Protocol. */
export const acp = recordImporter({
  id: 'acp',
  read: readAcp,
  sessions: acpSessions,
  timeOf: recordTime,
  typeOf: (record) => {
    const message = readMessage(record);
    return asText(message?.update?.['sessionUpdate']) ?? message?.method ?? message?.kind ?? 'line';
  },
  leftOut: ACP_LEFT_OUT,
  pace: PACE,
  translator: (writer, _source, options) => new AcpTranslator(writer, options.session),
});
