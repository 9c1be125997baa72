import { isObject, list, text } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-lines.ts';

/** Contents that tell the model about the person; nobody said them. */
const CONTEXT_TYPES = new Set(['user_editable_context', 'model_editable_context']);

/** Recipient of what is said to the person. */
const EVERYBODY = 'all';

export function messageOf(node: LogRecord): LogRecord | undefined {
  return isObject(node['message']) ? node['message'] : undefined;
}

export function roleOf({ author }: LogRecord): string | undefined {
  return isObject(author) ? text(author['role']) : undefined;
}

export function contentOf({ content }: LogRecord): LogRecord {
  return isObject(content) ? content : {};
}

export function metadataOf({ metadata }: LogRecord): LogRecord {
  return isObject(metadata) ? metadata : {};
}

/** Name of the tool that a message of the assistant is written to; `undefined`: it is written to the person. */
export function toolAddressed(message: LogRecord): string | undefined {
  const recipient = text(message['recipient']);
  return roleOf(message) === 'assistant' && recipient !== EVERYBODY ? recipient : undefined;
}

/** Name of the tool that wrote a message. */
export function toolName({ author }: LogRecord): string {
  return (isObject(author) ? text(author['name']) : undefined) ?? 'tool';
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
  return list(parts)
    .filter((part) => typeof part === 'string')
    .join('\n');
}

/** The text of a hidden message: of its content, or what the content says about the person. */
export function hiddenText(message: LogRecord): string {
  const content = contentOf(message);
  const told = [
    plainText(content),
    ...['user_profile', 'user_instructions', 'model_set_context'].map((key) => text(content[key]) ?? ''),
  ];
  const { user_context_message_data: custom } = metadataOf(message);
  const about = isObject(custom) ? [custom['about_user_message'], custom['about_model_message']] : [];
  return [...told, ...about.map((part) => text(part) ?? '')].filter((part) => part !== '').join('\n\n');
}
