import type { ContentBlock } from '../../../format/index.ts';
import { isObject, asText } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import { mediaBlock } from '../../records/media-block.ts';

/** A part of a message, as the interface of Gemini has it. */
export type ContentPart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'thought'; readonly text: string }
  | { readonly kind: 'media'; readonly block: ContentBlock }
  | { readonly kind: 'call'; readonly value: LogRecord }
  | { readonly kind: 'response'; readonly value: LogRecord }
  | { readonly kind: 'other'; readonly value: unknown };

/**
 * The parts of a content: a text, a part, or a list of both. Parts that follow each other and are text stay apart:
 * what stands in one is often not the person's.
 */
export function partsOf(content: unknown): readonly ContentPart[] {
  if (content === undefined || content === null || content === '') return [];
  return (Array.isArray(content) ? (content as unknown[]) : [content]).flatMap(partOf);
}

function partOf(part: unknown): readonly ContentPart[] {
  if (typeof part === 'string') return part === '' ? [] : [{ kind: 'text', text: part }];
  if (!isObject(part)) return [{ kind: 'other', value: part }];
  const { functionCall, functionResponse, inlineData, fileData } = part;
  if (isObject(functionCall)) return [{ kind: 'call', value: functionCall }];
  if (isObject(functionResponse)) return [{ kind: 'response', value: functionResponse }];
  const block = inlineBlock(inlineData) ?? fileBlock(fileData);
  if (block) return [{ kind: 'media', block }];
  if (typeof part['text'] !== 'string') return [{ kind: 'other', value: part }];
  if (part['text'] === '') return [];
  return [{ kind: part['thought'] === true ? 'thought' : 'text', text: part['text'] }];
}

function inlineBlock(inlineData: unknown): ContentBlock | undefined {
  if (!isObject(inlineData)) return undefined;
  const { mimeType, data, displayName } = inlineData;
  if (typeof mimeType !== 'string' || typeof data !== 'string') return undefined;
  return mediaBlock(mimeType, data, asText(displayName));
}

function fileBlock(fileData: unknown): ContentBlock | undefined {
  const uri = isObject(fileData) ? asText(fileData['fileUri']) : undefined;
  if (!isObject(fileData) || uri === undefined) return undefined;
  const mimeType = asText(fileData['mimeType']);
  return { type: 'resource_link', uri, ...(mimeType !== undefined && { mimeType }) };
}

/** Where the text of files begins that a prompt names with `@`. */
const REFERENCED_FILES = /^\s*--- Content from referenced (?:files|resources) ---/;

/** First words of what the program tells of the computer before the first prompt. */
const SESSION_CONTEXT = /^\s*(?:<session_context>|This is the Gemini CLI\. We are setting up the context)/;

/** Text of hooks and of the program in tags of their own. */
const INJECTED = /^\s*<(?:hook_context|system_reminder|system-reminder|user_steering_input)>/;

/** The content of a user's message, taken apart. */
export interface UserContent {
  /** What the person wrote and attached. */
  readonly prompt: readonly ContentBlock[];
  /** What the program added. */
  readonly context: readonly { readonly name: string; readonly words: string }[];
}

/**
 * Takes the content of a user's message apart.
 *
 * @param parts - without calls and results
 */
export function splitUserContent(parts: readonly ContentPart[]): UserContent {
  const prompt: ContentBlock[] = [];
  const context: { name: string; words: string }[] = [];
  let files: string[] | undefined;
  for (const part of parts) {
    if (part.kind === 'media') prompt.push(part.block);
    if (part.kind !== 'text' && part.kind !== 'thought') continue;
    if (files === undefined && REFERENCED_FILES.test(part.text)) files = [];
    if (files) files.push(part.text);
    else if (SESSION_CONTEXT.test(part.text)) context.push({ name: 'session', words: part.text });
    else if (INJECTED.test(part.text)) context.push({ name: 'injected', words: part.text });
    else prompt.push({ type: 'text', text: part.text });
  }
  if (files) context.push({ name: 'referenced-files', words: files.join('') });
  return { prompt, context };
}
