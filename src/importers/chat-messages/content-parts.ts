import type { ContentBlock } from '../../format/index.ts';
import { mediaBlock, mediaOfUrl } from '../records/media-block.ts';
import { isObject, asText } from '../sources/json-value.ts';
import type { LogRecord } from '../sources/log-record.ts';

/** A part of what a message, or the result of a call, holds. */
export type ContentPart =
  | { readonly kind: 'text'; readonly text: string }
  /** Reasoning that the provider hides is an empty text. */
  | { readonly kind: 'thought'; readonly text: string }
  | { readonly kind: 'media'; readonly block: ContentBlock }
  | { readonly kind: 'other'; readonly value: unknown };

/**
 * The parts of a content: a text, a part, or a list of both, as the interfaces of OpenAI (`image_url`, `input_text`) and
 * Anthropic (`image` with a `source`, `thinking`) have them. Empty texts are left out.
 */
export function partsOf(content: unknown): readonly ContentPart[] {
  if (content === undefined || content === null) return [];
  return (Array.isArray(content) ? (content as unknown[]) : [content]).flatMap((part) => {
    if (part === '' || part === null) return [];
    if (typeof part === 'string') return [{ kind: 'text' as const, text: part }];
    return isObject(part) ? partOf(part) : [{ kind: 'other' as const, value: part }];
  });
}

/** All words of parts, but for thoughts. */
export function wordsOf(parts: readonly ContentPart[]): string {
  return parts.flatMap((part) => (part.kind === 'text' ? [part.text] : [])).join('\n');
}

/** Texts and media of parts, in their order, as blocks. */
export function blocksOf(parts: readonly ContentPart[]): readonly ContentBlock[] {
  return parts.flatMap((part): ContentBlock[] => {
    if (part.kind === 'media') return [part.block];
    return part.kind === 'text' ? [{ type: 'text', text: part.text }] : [];
  });
}

function partOf(part: LogRecord): readonly ContentPart[] {
  const { text, thinking, type } = part;
  if (typeof thinking === 'string') return [{ kind: 'thought', text: thinking }];
  if (type === 'redacted_thinking') return [{ kind: 'thought', text: '' }];
  const block = mediaOf(part);
  if (block) return [{ kind: 'media', block }];
  if (typeof text === 'string') return text === '' ? [] : [{ kind: 'text', text }];
  return [{ kind: 'other', value: part }];
}

function mediaOf(part: LogRecord): ContentBlock | undefined {
  const name = asText(part['title']) ?? asText(part['filename']);
  const { source, data, mimeType } = part;
  if (isObject(source) && typeof source['data'] === 'string' && typeof source['media_type'] === 'string') {
    return mediaBlock(source['media_type'], source['data'], name);
  }
  if (typeof data === 'string' && typeof mimeType === 'string') return mediaBlock(mimeType, data, name);
  const url = [part['image_url'], part['imageUrl'], isMedia(part) ? part['url'] : undefined, source]
    .map((value) => (isObject(value) ? asText(value['url']) : asText(value)))
    .find((value) => value !== undefined);
  return url === undefined ? undefined : mediaOfUrl(url, name);
}

function isMedia({ type }: LogRecord): boolean {
  return type === 'image' || type === 'document';
}
