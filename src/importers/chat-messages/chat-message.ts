import { asList, asText, isObject } from '../sources/json-value.ts';
import type { LogRecord } from '../sources/log-record.ts';
import { partsOf } from './content-parts.ts';
import type { ContentPart } from './content-parts.ts';

/** A call as a message asks for it. */
export interface ChatCall {
  readonly id: string | undefined;
  readonly name: string;
  /** Parsed where it was JSON in a text; that text where it is none. */
  readonly args: unknown;
}

/** A message as the chat interface of OpenAI has it, and as the many agents write it that speak to such an interface. */
export interface ChatMessage {
  /** `user`, `assistant`, `tool`, `system`, `developer`; what else stands there; empty where nothing does. */
  readonly role: string;
  readonly parts: readonly ContentPart[];
  /** Reasoning beside the content; an empty text where the provider hides it. */
  readonly thoughts: readonly string[];
  readonly calls: readonly ChatCall[];
  /** Id of the call that the message answers. */
  readonly resultOf: string | undefined;
}

/** Reads a message: `{role, content, tool_calls, tool_call_id}`, with the names that agents have given these fields. */
export function readMessage(message: LogRecord): ChatMessage {
  return {
    role: asText(message['role']) ?? '',
    parts: partsOf(message['content']),
    thoughts: thoughtsOf(message),
    calls: callsOf(message),
    resultOf: asText(message['tool_call_id']) ?? asText(message['toolCallId']),
  };
}

/** The calls of a message: `{id, function: {name, arguments}}`, or the same without `function`. */
export function callsOf(message: LogRecord): readonly ChatCall[] {
  return [...asList(message['tool_calls']), ...asList(message['toolCalls'])].filter(isObject).map((call) => {
    const body = isObject(call['function']) ? call['function'] : call;
    return {
      id: asText(call['id']) ?? asText(call['call_id']),
      name: asText(body['name']) ?? '',
      args: argumentsOf(body['arguments'] ?? body['input']),
    };
  });
}

/** Arguments as they stand in a call: JSON in a text, or a value. */
export function argumentsOf(value: unknown): unknown {
  if (typeof value !== 'string') return value ?? undefined;
  if (value.trim() === '') return undefined;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return value;
  }
}

/** Fields that hold reasoning; several of them may hold the same. */
const THOUGHTS = ['reasoning_content', 'reasoning', 'thinking', 'reasoning_details', 'summary'];

function thoughtsOf(message: LogRecord): readonly string[] {
  const thoughts = new Set(THOUGHTS.flatMap((field) => textsOfThought(message[field])));
  return [...thoughts];
}

/** A text, an object with one, or a list of such objects. */
function textsOfThought(value: unknown): readonly string[] {
  if (Array.isArray(value)) return (value as unknown[]).flatMap(textsOfThought);
  if (!isObject(value)) return asText(value) === undefined ? [] : [value as string];
  const text = ['text', 'thinking', 'content', 'summary'].map((key) => asText(value[key])).find(Boolean);
  return text === undefined ? [] : [text];
}
