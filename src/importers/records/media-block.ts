import type { ContentBlock } from '../../format/index.ts';

const IMAGE_TYPE = /^image\/[\w.+-]{1,40}$/;
const MEDIA_TYPE = /^[\w.+-]{1,40}\/[\w.+-]{1,60}$/;

/**
 * Base64 data of a media type as a content block; `undefined` when the type is none. What is no image goes as a link
 * whose `uri` is a `data:` URL: the encoder moves it to a blob.
 */
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

/** A `data:` URL with base64 data as a content block, any other URL as a link. */
export function mediaOfUrl(url: string, name?: string): ContentBlock {
  const match = /^data:([\w.+/-]{1,101})(?:;[\w=.+-]{1,80}){0,4};base64,/.exec(url);
  const block = match ? mediaBlock(match[1]!, url.slice(match[0].length), name) : undefined;
  return block ?? { type: 'resource_link', uri: url, ...(name !== undefined && { name }) };
}
