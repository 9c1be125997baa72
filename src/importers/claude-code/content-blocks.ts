import type { ContentBlock } from '../../format/index.ts';
import { isObject, text } from '../json-value.ts';

const IMAGE_TYPE = /^image\/[\w.+-]{1,40}$/;
const MEDIA_TYPE = /^[\w.+-]{1,40}\/[\w.+-]{1,60}$/;

/**
 * An image or document block of a message, with its base64 data; `undefined` when it is neither. A document goes
 * as a link whose `uri` is a `data:` URL: the encoder moves it to a blob.
 */
export function imageBlock(block: unknown): ContentBlock | undefined {
  if (!isObject(block) || !isObject(block['source'])) return undefined;
  const { media_type: type, data, url } = block['source'];
  if (typeof data === 'string' && typeof type === 'string')
    return mediaBlock(type, data, text(block['title']));
  return typeof url === 'string' && url !== '' ? { type: 'resource_link', uri: url } : undefined;
}

/** Base64 data of a media type as a content block. */
export function mediaBlock(mimeType: string, data: string, name?: string): ContentBlock | undefined {
  if (IMAGE_TYPE.test(mimeType)) return { type: 'image', mimeType, data };
  if (!MEDIA_TYPE.test(mimeType)) return undefined;
  return {
    type: 'resource_link',
    uri: `data:${mimeType};base64,${data}`,
    mimeType,
    ...(name !== undefined && { name }),
  };
}
