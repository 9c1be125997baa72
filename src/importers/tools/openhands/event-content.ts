import type { ContentBlock } from '../../../format/index.ts';
import { mediaOfUrl } from '../../records/media-block.ts';
import { asJson, asList, asText, isObject } from '../../sources/json-value.ts';

/** What an event shows: a text, or a list of texts and pictures. An event without anything to show gives none. */
export function blocksOf(content: unknown): readonly ContentBlock[] {
  if (typeof content === 'string') return content === '' ? [] : [{ type: 'text', text: content }];
  return asList(content).flatMap(blocksOfPart);
}

/** The texts of blocks, one below the other. */
export function wordsOf(blocks: readonly ContentBlock[]): string {
  return blocks.flatMap((block) => (block.type === 'text' ? [block.text] : [])).join('\n');
}

/** Pictures: what is no text. */
export function mediaOf(blocks: readonly ContentBlock[]): readonly ContentBlock[] {
  return blocks.filter(({ type }) => type !== 'text');
}

/** Pictures that an event of the older form names by their addresses. */
export function picturesOf(urls: unknown): readonly ContentBlock[] {
  return asList(urls).flatMap((url) => (asText(url) === undefined ? [] : [mediaOfUrl(String(url))]));
}

function blocksOfPart(part: unknown): readonly ContentBlock[] {
  if (isObject(part) && typeof part['text'] === 'string')
    return part['text'] === '' ? [] : [{ type: 'text', text: part['text'] }];
  if (isObject(part) && Array.isArray(part['image_urls'])) return picturesOf(part['image_urls']);
  return [{ type: '_reprise/other', value: asJson(part) }];
}
