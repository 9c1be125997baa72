import type { ContentBlock } from '../../../format/index.ts';
import { isObject, asText } from '../../sources/json-value.ts';
import { mediaOfUrl } from '../../records/media-block.ts';

/** A part of a message or of a tool's output. */
export type KimiPart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'thought'; readonly text: string }
  | { readonly kind: 'media'; readonly block: ContentBlock }
  | { readonly kind: 'other'; readonly value: unknown };

const MEDIA = [
  ['image_url', 'imageUrl'],
  ['audio_url', 'audioUrl'],
  ['video_url', 'videoUrl'],
] as const;

/** The parts of a content: a text, a part, or a list of both. */
export function partsOf(content: unknown): readonly KimiPart[] {
  if (content === undefined || content === null || content === '') return [];
  return (Array.isArray(content) ? (content as unknown[]) : [content]).flatMap(partOf);
}

function partOf(part: unknown): readonly KimiPart[] {
  if (typeof part === 'string') return part === '' ? [] : [{ kind: 'text', text: part }];
  if (!isObject(part)) return [{ kind: 'other', value: part }];
  if (typeof part['text'] === 'string')
    return part['text'] === '' ? [] : [{ kind: 'text', text: part['text'] }];
  // Reasoning that the provider hides is an empty text.
  if (typeof part['think'] === 'string') return [{ kind: 'thought', text: part['think'] }];
  for (const names of MEDIA) {
    for (const name of names) {
      const media = part[name];
      const url = isObject(media) ? asText(media['url']) : undefined;
      if (url !== undefined) return [{ kind: 'media', block: mediaOfUrl(url) }];
    }
  }
  return [{ kind: 'other', value: part }];
}

/** Parts of a prompt as blocks. */
export function blocksOf(parts: readonly KimiPart[]): readonly ContentBlock[] {
  return parts.flatMap((part): ContentBlock[] => {
    if (part.kind === 'media') return [part.block];
    return part.kind === 'other' ? [] : [{ type: 'text', text: part.text }];
  });
}

/** All text of parts. */
export function wordsOf(parts: readonly KimiPart[]): string {
  return parts.flatMap((part) => (part.kind === 'text' ? [part.text] : [])).join('\n');
}
