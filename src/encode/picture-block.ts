import {
  fromBase64,
  isBlobPath,
  sha256Hex,
  type ImageBlock,
  type ResourceLinkBlock,
} from '../format/index.ts';
import { decodeText } from './decode-text.ts';
import { extensionOfMedia, sniffMedia } from './media-type.ts';

/** A block that holds or links what nobody can search: an image, or a document that is no text. */
export type PictureBlock = ImageBlock | ResourceLinkBlock;

/** A picture or document of an event. */
export interface Picture {
  readonly kind: 'image' | 'document';
  /** Path of its blob in the archive. */
  readonly path: string;
  /** Its bytes as base64, where the event holds them. */
  readonly data?: string;
}

/** The picture that an object is, as a block of content; `undefined` for everything else. */
export function pictureIn(value: object): Picture | undefined {
  if (!('type' in value)) return undefined;
  const { type, uri, data, mimeType } = value as Partial<
    Record<'type' | 'uri' | 'data' | 'mimeType', unknown>
  >;
  const media = typeof mimeType === 'string' ? mimeType : '';
  if (type === 'image' && typeof data === 'string') return held('image', data, media);
  if (type !== 'image' && type !== 'resource_link') return undefined;
  if (typeof uri !== 'string') return undefined;
  const kind = type === 'image' ? 'image' : 'document';
  if (isBlobPath(uri)) return kind === 'document' && isTextPath(uri) ? undefined : { kind, path: uri };
  const [, declared, base64] = /^data:([^;,]*);base64,(.*)$/s.exec(uri) ?? [];
  return kind === 'image' || base64 === undefined ? undefined : held(kind, base64, declared ?? '');
}

function held(kind: Picture['kind'], data: string, mimeType: string): Picture | undefined {
  const bytes = fromBase64(data);
  if (!bytes) return undefined;
  const media = sniffMedia(bytes);
  if (kind === 'document' && !media && decodeText(bytes) !== undefined) return undefined;
  const extension = media?.extension ?? extensionOfMedia(mimeType);
  return { kind, path: `blobs/${sha256Hex(bytes)}.${extension}`, data };
}

/** Long texts are linked, too; they are searched. */
function isTextPath(path: string): boolean {
  return path.endsWith('.txt') || path.endsWith('.json');
}
