import { asText, isObject } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import { NeverPacked } from '../../kept/never-packed.ts';

/** A kind of record that is counted and not written. The tool's page has the same list; a test compares. */
export interface LeftOutRecord {
  /** As the report names it: type, and kind of what it holds. */
  readonly kind: string;
  readonly why: string;
}

/** Records that are no part of a session: what is sent to the provider, again, and the program's own state. */
export const LEFT_OUT_RECORDS: readonly LeftOutRecord[] = [
  { kind: 'api-request-shape', why: 'the system prompt and the schemas of all tools, as sent' },
  { kind: 'api-request-blob', why: 'a message as sent; the records say it' },
  { kind: 'api-request', why: 'parameters of a request' },
  { kind: 'attachment/prompt_snapshot', why: 'the system prompt again' },
  { kind: 'attachment/total_tokens_reminder', why: 'tokens that are left, told to the model each turn' },
  { kind: 'attachment/batching_reminder_sent', why: 'how to call tools, told to the model' },
  { kind: 'attachment/silent_turn_reminder', why: 'how to answer, told to the model' },
  { kind: 'bridge-session', why: 'remote control of the session, with ids of accounts' },
  { kind: 'tools-used', why: 'names of tools; the calls say them' },
  { kind: 'atis-latch', why: 'state of the program' },
];

const KINDS: ReadonlySet<string> = new Set(LEFT_OUT_RECORDS.map(({ kind }) => kind));

/** Whether a record is of a kind that is left out whole. */
export function isLeftOut(record: LogRecord): boolean {
  const type = asText(record['type']) ?? '';
  if (type !== 'attachment') return KINDS.has(type);
  const attachment = isObject(record['attachment']) ? record['attachment'] : {};
  return KINDS.has(`attachment/${asText(attachment['type']) ?? ''}`);
}

/** Keys that are never packed, whatever record they stand in. */
export const NEVER_PACKED_KEYS: readonly string[] = [
  'ownerAccountUuid',
  'ownerOrganizationUuid',
  'accountUuid',
  'organizationUuid',
  'ownerAccountId',
  'ownerOrganizationId',
  'bridgeSessionId',
];

/** Takes account ids out of records; what was said and what tools gave may speak of other accounts. */
export const NEVER_PACKED = new NeverPacked(NEVER_PACKED_KEYS, ['message', 'toolUseResult']);
