import type { ChatCall } from '../../chat-messages/chat-message.ts';
import type { ChatResult } from '../../chat-messages/chat-calls.ts';
import { asList, asText, isObject } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';

/** A call that the provider made by itself, with what came of it: both stand in one record. */
export function backendCall(
  record: LogRecord,
  number: number,
): { readonly call: ChatCall; readonly result: ChatResult } {
  const kind = isObject(record['kind']) ? record['kind'] : {};
  const { sources, ...args } = isObject(kind['action']) ? kind['action'] : {};
  const addresses = asList(sources).flatMap((source) =>
    typeof source === 'string' ? [source] : isObject(source) ? (asText(source['url']) ?? []) : [],
  );
  const status = asText(kind['status']);
  return {
    call: { id: asText(kind['id']) ?? `backend-${number}`, name: asText(kind['tool_type']) ?? '', args },
    result: {
      parts: addresses.length === 0 ? [] : [{ kind: 'text', text: addresses.join('\n') }],
      ...(status === 'failed' && { reason: 'failed' as const }),
    },
  };
}
