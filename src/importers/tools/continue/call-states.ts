import type { ChatResult } from '../../chat-messages/chat-calls.ts';
import { callsOf } from '../../chat-messages/chat-message.ts';
import type { ChatCall } from '../../chat-messages/chat-message.ts';
import { partsOf } from '../../chat-messages/content-parts.ts';
import { asJson, asList, asText, compact, isObject } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';

/** A call of an item, and how far it is. */
export interface CallState {
  readonly id: string | undefined;
  readonly call: ChatCall;
  /** `generating`, `generated` and `calling` have no result yet. */
  readonly status: string;
  readonly result: ChatResult;
}

/** Whether a call came to its end. */
export function isOver({ status, result }: CallState): boolean {
  return status === 'done' || status === 'errored' || status === 'canceled' || result.parts.length > 0;
}

/** The states of the calls of an item. */
export function callStates(record: LogRecord): readonly CallState[] {
  return asList(record['toolCallStates'])
    .filter(isObject)
    .map((state) => {
      const [asked] = callsOf({ toolCalls: [state['toolCall']] });
      const id = asText(state['toolCallId']) ?? asked?.id;
      const call = { id, name: asked?.name ?? '', args: asked?.args ?? state['parsedArgs'] };
      return { id, call, status: asText(state['status']) ?? '', result: resultOf(state) };
    });
}

/** What the program names a result that has no name of its own. */
const PLAIN = new Set(['Tool Result', 'Tool execution result']);

function resultOf(state: LogRecord): ChatResult {
  const output = asList(state['output']).filter(isObject);
  const status = asText(state['status']);
  const notes = output.flatMap((item) => {
    const names = [item['name'], item['description']].map(asText).filter((name) => name && !PLAIN.has(name));
    return [...names, asText(item['status'])].filter((note) => note !== undefined);
  });
  const code = output.map((item) => exitCodeIn(asText(item['status']))).find((found) => found !== undefined);
  return {
    parts: output.flatMap((item) => partsOf(item['content'])),
    // A person who says no to a call cancels it.
    ...(status === 'canceled' && { reason: 'refused' as const }),
    ...(status === 'errored' && { reason: 'failed' as const }),
    exitCode: code,
    rest: compact([['notes', notes.length === 0 ? undefined : asJson(notes)]]),
  };
}

/** The extensions say it in words: `Command failed with exit code 1`. */
function exitCodeIn(status: string | undefined): number | undefined {
  const match = /exit code:? (\d{1,10})/i.exec(status ?? '');
  return match ? Number(match[1]) : undefined;
}
