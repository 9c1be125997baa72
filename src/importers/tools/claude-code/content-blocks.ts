import type { ContentBlock } from '../../../format/index.ts';
import { isObject, asText } from '../../sources/json-value.ts';
import { mediaBlock } from '../../records/media-block.ts';

/**
 * An image or document block of a message, with its base64 data; `undefined` when it is neither. A document goes
 * as a link whose `uri` is a `data:` URL: the encoder moves it to a blob.
 */
export function imageBlock(block: unknown): ContentBlock | undefined {
  if (!isObject(block) || !isObject(block['source'])) return undefined;
  const { media_type: type, data, url } = block['source'];
  if (typeof data === 'string' && typeof type === 'string')
    return mediaBlock(type, data, asText(block['title']));
  return typeof url === 'string' && url !== '' ? { type: 'resource_link', uri: url } : undefined;
}
