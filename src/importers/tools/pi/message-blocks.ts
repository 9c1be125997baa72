import type { ContentBlock } from '../../../format/index.ts';
import { mediaBlock } from '../../records/media-block.ts';
import { asText, isObject } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';

/** A part of a message. */
export type MessageBlock =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'thought'; readonly text: string }
  | { readonly kind: 'media'; readonly block: ContentBlock }
  | { readonly kind: 'call'; readonly id: string | undefined; readonly name: string; readonly input: unknown }
  | { readonly kind: 'unknown'; readonly value: unknown };

/** The parts of a message's `content`: a text, or a list of blocks. */
export function blocksOf(content: unknown): readonly MessageBlock[] {
  if (typeof content === 'string') return content === '' ? [] : [{ kind: 'text', text: content }];
  if (!Array.isArray(content)) return [];
  return (content as unknown[]).map((block) => (isObject(block) ? blockOf(block) : unknown(block)));
}

/** The texts of a content together; media and calls are left aside. */
export function textOf(content: unknown): string {
  return blocksOf(content)
    .flatMap((block) => (block.kind === 'text' ? [block.text] : []))
    .join('\n');
}

/** The pictures of a content. */
export function mediaOf(content: unknown): readonly ContentBlock[] {
  return blocksOf(content).flatMap((block) => (block.kind === 'media' ? [block.block] : []));
}

function blockOf(block: LogRecord): MessageBlock {
  switch (block['type']) {
    case 'text':
    // A result within a message of OpenClaw.
    case 'toolResult':
      return typeof block['text'] === 'string' ? { kind: 'text', text: block['text'] } : unknown(block);
    case 'thinking':
      // Reasoning that the provider hides is an empty text.
      return typeof block['thinking'] === 'string'
        ? { kind: 'thought', text: block['thinking'] }
        : unknown(block);
    case 'image':
      return imageOf(block) ?? unknown(block);
    case 'toolCall':
    case 'toolUse':
    case 'tool_use':
      return {
        kind: 'call',
        id: asText(block['id']),
        name: asText(block['name']) ?? '',
        input: block['arguments'] ?? block['input'],
      };
    default:
      return unknown(block);
  }
}

function imageOf({ mimeType, data }: LogRecord): MessageBlock | undefined {
  if (typeof mimeType !== 'string' || typeof data !== 'string') return undefined;
  const block = mediaBlock(mimeType, data);
  return block && { kind: 'media', block };
}

function unknown(value: unknown): MessageBlock {
  return { kind: 'unknown', value };
}
