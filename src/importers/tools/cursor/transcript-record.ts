import { asText, isObject } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';

/**
 * A message of the command line's store in the form of a line of a transcript, which has the same parts under other
 * names. What is not known stays as it is.
 */
export function transcriptRecord(message: LogRecord): LogRecord {
  const { role, content, providerOptions, id, ...others } = message;
  const outcome = outcomeOf(providerOptions);
  const parts = typeof content === 'string' ? [{ type: 'text', text: content }] : content;
  const blocks = Array.isArray(parts)
    ? (parts as unknown[]).map((part) => (isObject(part) ? blockOf(part, outcome) : part))
    : parts;
  return {
    ...others,
    // Results are a message of the user there.
    role: role === 'tool' ? 'user' : role,
    message: { content: blocks },
    ...(id !== undefined && { messageId: id }),
    ...(providerOptions !== undefined && { providerOptions }),
  };
}

function blockOf(part: LogRecord, outcome: LogRecord | undefined): LogRecord {
  switch (part['type']) {
    case 'reasoning':
      return { type: 'thinking', thinking: part['text'] ?? '' };
    case 'redacted-reasoning':
      return { type: 'thinking', thinking: '' };
    case 'tool-call':
      return {
        type: 'tool_use',
        id: part['toolCallId'],
        name: part['toolName'],
        input: part['args'] ?? part['input'],
      };
    case 'tool-result':
      return {
        type: 'tool_result',
        tool_use_id: part['toolCallId'],
        content: textOfResult(part['result'] ?? part['output'] ?? part['experimental_content']),
        ...(part['isError'] === true && { is_error: true }),
        ...(outcome && { outcome }),
      };
    default:
      return part;
  }
}

function textOfResult(result: unknown): unknown {
  if (typeof result === 'string' || Array.isArray(result)) return result;
  if (isObject(result) && typeof result['value'] === 'string') return result['value'];
  return result === undefined ? '' : JSON.stringify(result);
}

/** How a call ended, in the form of the program: `{success}`, `{failure}`, `{error}`, `{rejected}`. */
function outcomeOf(options: unknown): LogRecord | undefined {
  const cursor = isObject(options) ? options['cursor'] : undefined;
  const result = isObject(cursor) ? cursor['highLevelToolCallResult'] : undefined;
  const output = isObject(result) ? result['output'] : undefined;
  return isObject(output) ? output : undefined;
}

/** The text of a message of a person in a transcript, as it stands there; `undefined` for other records. */
export function userText({ role, message }: LogRecord): string | undefined {
  const content = role === 'user' && isObject(message) ? message['content'] : undefined;
  if (!Array.isArray(content)) return undefined;
  const texts = (content as unknown[]).flatMap((block) =>
    isObject(block) ? (asText(block['text']) ?? []) : [],
  );
  return texts.length === 0 ? undefined : texts.join('\n\n');
}
