import type { ChatCall, ChatMessage } from '../../chat-messages/chat-message.ts';
import { callsOf, readMessage } from '../../chat-messages/chat-message.ts';
import { partsOf } from '../../chat-messages/content-parts.ts';
import type { ContentPart } from '../../chat-messages/content-parts.ts';
import { asList, asText, isObject } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';

/** A message of a trajectory, whichever interface of a model it came from. */
export interface MiniMessage extends ChatMessage {
  /** What the program keeps beside the message. */
  readonly extra: LogRecord;
  /** Why the program, or a person, spoke in between: `FormatError`, `UserInterruption`, `UserNewTask` … */
  readonly interrupt: string | undefined;
}

/** A command in a fence; the model is asked for exactly one. */
const FENCE = /```(?:mswea_bash_command|bash)[^\S\n]*\n([^]*?)\n?```/g;

/** Reads a message: its calls are those of the interface, else the actions that the program found, else the fence. */
export function readMini(record: LogRecord): MiniMessage {
  const extra = isObject(record['extra']) ? record['extra'] : {};
  const beside = { extra, interrupt: asText(extra['interrupt_type']) };
  if (record['object'] === 'response') return { ...readResponse(record), ...beside };
  const message = readMessage(record);
  if (record['type'] === 'function_call_output') {
    const parts = partsOf(record['output']);
    return { ...message, role: 'tool', parts, resultOf: asText(record['call_id']), ...beside };
  }
  if (message.role !== 'assistant' || message.calls.length > 0) return { ...message, ...beside };
  const { parts, commands } = withoutFence(message.parts);
  const found = asList(extra['actions']).flatMap((action) =>
    isObject(action) ? (asText(action['command']) ?? []) : [],
  );
  const calls = (found.length > 0 ? found : commands).map(callOf);
  return { ...message, parts: calls.length > 0 ? parts : message.parts, calls, ...beside };
}

/** Answers of the interface for responses are a list of items. */
function readResponse(record: LogRecord): ChatMessage {
  const items = asList(record['output']).filter(isObject);
  const ofType = (type: string): readonly LogRecord[] => items.filter((item) => item['type'] === type);
  return {
    role: 'assistant',
    parts: ofType('message').flatMap((item) => partsOf(item['content'])),
    thoughts: ofType('reasoning').flatMap((item) => readMessage({ thinking: item['summary'] }).thoughts),
    // The id of an item is another one than that of its call.
    calls: callsOf({ tool_calls: ofType('function_call').map((item) => ({ ...item, id: item['call_id'] })) }),
    resultOf: undefined,
  };
}

function callOf(command: string): ChatCall {
  return { id: undefined, name: 'bash', args: { command } };
}

/** Takes the command out of the text. Where there is not one, the program refuses the answer, and it stays as it is. */
function withoutFence(parts: ChatMessage['parts']): {
  parts: ChatMessage['parts'];
  commands: readonly string[];
} {
  const commands: string[] = [];
  const rest = parts.flatMap((part): ContentPart[] => {
    if (part.kind !== 'text') return [part];
    const text = part.text.replaceAll(FENCE, (_, command: string) => {
      commands.push(command.trim());
      return '';
    });
    return text.trim() === '' ? [] : [{ kind: 'text', text: text.trim() }];
  });
  return commands.length === 1 ? { parts: rest, commands } : { parts, commands: [] };
}
