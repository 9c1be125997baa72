import type { JsonObject, SourceToolContent } from '../../../format/index.ts';
import { asJson, compact, asNumber, isObject, asText } from '../../sources/json-value.ts';
import { mediaBlock } from '../../records/media-block.ts';
import { ShownText } from '../../kept/shown-text.ts';
import { contentBlock } from './messages.ts';
import { parseObject } from './rollout-item.ts';

/** What a call gave, whatever shape the output has. */
export interface CallOutput {
  readonly text: string;
  /** Images. */
  readonly content?: readonly SourceToolContent[];
  readonly exitCode?: number;
  /** Milliseconds. */
  readonly duration?: number;
  readonly hasFailed?: boolean;
  /** What is neither text nor image. */
  readonly raw?: JsonObject;
  /** Text that is shown in another form. */
  readonly json?: unknown;
}

/**
 * Reads an output: a text; parts with texts and images; `{content, success}`; what a server's tool returned; or, of
 * old versions, a text that is JSON of `{output, metadata: {exit_code, duration_seconds}}`.
 */
export function readOutput(output: unknown): CallOutput {
  if (typeof output === 'string') return readText(output);
  if (Array.isArray(output)) return readParts(output as unknown[]);
  if (!isObject(output)) return output === undefined || output === null ? { text: '' } : unread(output);
  const { content, success, isError, structuredContent, ...rest } = output;
  const isPlain = typeof content === 'string' || Array.isArray(content);
  const given: CallOutput = isPlain ? readOutput(content) : { text: '' };
  const raw = compact([
    ...Object.entries(given.raw ?? {}),
    ...Object.entries(isPlain || content === undefined ? rest : { content, ...rest })
      .filter(([, value]) => value !== null && value !== undefined)
      .map(([key, value]) => [key, asJson(value)] as const),
    ['structuredContent', isRepeated(structuredContent, given.text) ? undefined : asJson(structuredContent)],
  ]);
  return {
    ...given,
    ...((success === false || isError === true) && { hasFailed: true }),
    ...(raw && { raw }),
    json: [given.json, content],
  };
}

function readText(output: string): CallOutput {
  const value = output.startsWith('{"') ? parseObject(output) : undefined;
  const metadata = value?.['metadata'];
  if (!value || typeof value['output'] !== 'string' || !isObject(metadata)) return { text: output };
  const exitCode = asNumber(metadata['exit_code']);
  const seconds = asNumber(metadata['duration_seconds']);
  return {
    text: value['output'],
    ...(exitCode !== undefined && Number.isInteger(exitCode) && { exitCode }),
    ...(seconds !== undefined && seconds >= 0 && { duration: Math.round(seconds * 1000) }),
    json: output,
  };
}

function readParts(parts: readonly unknown[]): CallOutput {
  const texts: string[] = [];
  const content: SourceToolContent[] = [];
  const others: unknown[] = [];
  const shown: unknown[] = [];
  for (const part of parts) {
    const block = mediaPart(part) ?? contentBlock(part);
    if (block) shown.push(part);
    if (block?.type === 'text') texts.push(block.text);
    else if (block) content.push({ type: 'content', content: block });
    else if (!isObject(part) || part['text'] !== '') others.push(part);
  }
  return {
    text: texts.join('\n'),
    ...(content.length > 0 && { content }),
    ...(others.length > 0 && { raw: { parts: asJson(others) } }),
    json: shown,
  };
}

/** An image or a sound of a server's tool: `{type, mimeType, data}`. */
function mediaPart(part: unknown) {
  const data = isObject(part) ? asText(part['data']) : undefined;
  const mimeType = isObject(part) ? asText(part['mimeType']) : undefined;
  return data === undefined || mimeType === undefined ? undefined : mediaBlock(mimeType, data);
}

function unread(output: unknown): CallOutput {
  return { text: '', raw: { output: asJson(output) } };
}

/** Servers give structured values as text too. */
function isRepeated(value: unknown, words: string): boolean {
  if (value === undefined || value === null) return true;
  const given = parseObject(words);
  return given !== undefined && JSON.stringify(given) === JSON.stringify(value);
}

/** The lines of other forms of an output that it does not have. */
export function unseenOf(output: string, others: readonly string[]): string | undefined {
  if (others.every((other) => other.trim() === '' || other === output)) return undefined;
  const shown = new ShownText(output);
  const unseen: string[] = [];
  for (const other of others) {
    const rest = shown.unseen(other);
    if (rest === undefined) continue;
    unseen.push(rest);
    shown.add(other);
  }
  return unseen.length === 0 ? undefined : unseen.join('\n');
}
