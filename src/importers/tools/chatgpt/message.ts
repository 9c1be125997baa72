import { isObject, asList, asText } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';

/** Contents that tell the model about the person; nobody said them. */
const CONTEXT_TYPES = new Set(['user_editable_context', 'model_editable_context']);

/** Recipient of what is said to the person. */
const EVERYBODY = 'all';

/** The message of a node of the tree; some hold none. */
export function messageOf(node: LogRecord): LogRecord | undefined {
  return isObject(node['message']) ? node['message'] : undefined;
}

/** Who a message is from: `user`, `assistant`, `system`, `tool`. */
export function roleOf({ author }: LogRecord): string | undefined {
  return isObject(author) ? asText(author['role']) : undefined;
}

/** What a message holds; an empty object where it is of another type than expected. */
export function contentOf({ content }: LogRecord): LogRecord {
  return isObject(content) ? content : {};
}

/** What a message says beside its content; an empty object where it says nothing. */
export function metadataOf({ metadata }: LogRecord): LogRecord {
  return isObject(metadata) ? metadata : {};
}

/** Name of the tool that a message of the assistant is written to; `undefined`: it is written to the person. */
export function toolAddressed(message: LogRecord): string | undefined {
  const recipient = asText(message['recipient']);
  return roleOf(message) === 'assistant' && recipient !== EVERYBODY ? recipient : undefined;
}

/** Name of the tool that wrote a message. */
export function toolName({ author }: LogRecord): string {
  return (isObject(author) ? asText(author['name']) : undefined) ?? 'tool';
}

/** Whether ChatGPT never shows a message: instructions, context, what a model is told in between. */
export function isHidden(message: LogRecord): boolean {
  return (
    roleOf(message) === 'system' ||
    message['weight'] === 0 ||
    metadataOf(message)['is_visually_hidden_from_conversation'] === true ||
    CONTEXT_TYPES.has(String(contentOf(message)['content_type']))
  );
}

/** The plain text of a content: its text, or those of its parts. */
export function plainText(content: LogRecord): string {
  const { text: whole, parts } = content;
  if (typeof whole === 'string') return whole;
  return asList(parts)
    .filter((part) => typeof part === 'string')
    .join('\n');
}

/** The text of a hidden message: of its content, or what the content says about the person. */
export function hiddenText(message: LogRecord): string {
  const content = contentOf(message);
  const told = [
    plainText(content),
    ...['user_profile', 'user_instructions', 'model_set_context'].map((key) => asText(content[key]) ?? ''),
  ];
  const { user_context_message_data: custom } = metadataOf(message);
  const about = isObject(custom) ? [custom['about_user_message'], custom['about_model_message']] : [];
  return [...told, ...about.map((part) => asText(part) ?? '')].filter((part) => part !== '').join('\n\n');
}
