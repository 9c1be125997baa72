import { fromBase64 } from '../format/index.ts';
import type { ImageBlock, Json, JsonObject, OtherBlock, ResourceLinkBlock } from '../format/index.ts';
import { extensionOfMedia, sniffMedia } from './media-type.ts';

/** Payloads over this many UTF-8 bytes stand in `blobs/`, not in a line of a track (spec [ENT-4]). */
export const MAX_INLINE_SIZE = 32 * 1024;

/** What the store needs of a writer: bytes and extension → path of the entry, equal bytes stored once. */
export interface BlobWriter {
  addBlob(bytes: Uint8Array, extension: string): string;
}

/** Moves large payloads out of records into entries of their own and leaves links to them. */
export class BlobStore {
  readonly #writer: BlobWriter;
  readonly #encoder = new TextEncoder();

  constructor(writer: BlobWriter) {
    this.#writer = writer;
  }

  /** Stores a text and links to it. A text with lone surrogates, which UTF-8 has not, is stored as a JSON string. */
  linkText(text: string, name?: string): ResourceLinkBlock {
    if (LONE_SURROGATE.test(text)) return this.#linkJsonText(JSON.stringify(text), name);
    return this.#link(this.#encoder.encode(text), 'txt', 'text/plain', name);
  }

  /** Stores a text without lone surrogates; returns the path of its entry. */
  storeText(text: string): string {
    return this.#writer.addBlob(this.#encoder.encode(text), 'txt');
  }

  /** Stores any JSON value and links to it. */
  linkJson(value: Json, name?: string): ResourceLinkBlock {
    return this.#linkJsonText(JSON.stringify(value), name);
  }

  /**
   * Stores the base64 data of an image. Data that is no base64 is kept as it is, but is no image.
   *
   * The extension follows the bytes, as a reader may serve a blob by its name; `mimeType` stays what the source said.
   */
  storeImage(image: ImageBlock): ImageBlock | OtherBlock {
    if (image.data === undefined) return image;
    const bytes = fromBase64(image.data);
    if (!bytes) return { type: '_reprise/other', value: this.shrink({ ...image }) };
    const extension = sniffMedia(bytes)?.extension ?? extensionOfMedia(image.mimeType);
    const stored = { ...image, uri: this.#writer.addBlob(bytes, extension) };
    delete stored.data;
    return stored;
  }

  /** Stores the data of a link that holds it itself (`data:…;base64,…`); any other link stays as it is. */
  storeLink(link: ResourceLinkBlock): ResourceLinkBlock {
    const [, mimeType, data] = /^data:([^;,]*);base64,(.*)$/s.exec(link.uri) ?? [];
    const bytes = data === undefined ? undefined : fromBase64(data);
    if (!bytes) return link;
    const media = sniffMedia(bytes) ?? {
      mimeType: mimeType ?? '',
      extension: extensionOfMedia(mimeType ?? ''),
    };
    const uri = this.#writer.addBlob(bytes, media.extension);
    return { ...link, uri, mimeType: link.mimeType ?? media.mimeType, size: bytes.length };
  }

  /**
   * A JSON value of at most 32 KiB that stands for `value`: itself where it is small enough, else with its long
   * strings as links, else a link as a whole. Long base64 of a known media type is stored as its bytes.
   */
  shrink(value: Json): Json {
    if (isSmall(value)) return value;
    if (typeof value === 'string') return { ...this.#linkLongString(value) };
    if (value === null || typeof value !== 'object') return value;
    const shrunk = this.#shrinkChildren(value);
    return isSmall(shrunk) ? shrunk : { ...this.linkJson(shrunk) };
  }

  /** As `shrink`, for a value that has to stay an object. */
  shrinkObject(value: JsonObject): JsonObject {
    const shrunk = this.shrink(value);
    return shrunk as JsonObject;
  }

  #shrinkChildren(value: readonly Json[] | JsonObject): Json {
    if (isArray(value)) {
      const items: Json[] = [];
      for (const item of value) items.push(this.shrink(item));
      return items;
    }
    const entries: [string, Json][] = [];
    for (const [key, child] of Object.entries(value)) {
      if (child !== undefined) entries.push([key, this.shrink(child)]);
    }
    return Object.fromEntries(entries);
  }

  #linkLongString(text: string): ResourceLinkBlock {
    const bytes = fromBase64(text);
    const media = bytes && sniffMedia(bytes);
    return media ? this.#link(bytes, media.extension, media.mimeType) : this.linkText(text);
  }

  #linkJsonText(json: string, name?: string): ResourceLinkBlock {
    return this.#link(this.#encoder.encode(json), 'json', 'application/json', name);
  }

  #link(bytes: Uint8Array, extension: string, mimeType: string, name?: string): ResourceLinkBlock {
    const uri = this.#writer.addBlob(bytes, extension);
    return { type: 'resource_link', uri, ...(name !== undefined && { name }), mimeType, size: bytes.length };
  }
}

/** Whether a text has more UTF-8 bytes than may stand in a line. */
export function isLongText(text: string): boolean {
  if (text.length > MAX_INLINE_SIZE) return true;
  if (text.length * 3 <= MAX_INLINE_SIZE) return false;
  return new TextEncoder().encode(text).length > MAX_INLINE_SIZE;
}

/** The first characters of a long text, not ending inside a surrogate pair. */
export function excerptOf(text: string, length = 400): string {
  const end = isHighSurrogate(text.charCodeAt(length - 1)) ? length - 1 : length;
  return text.slice(0, end);
}

/** Whether a UTF-16 unit is the first half of a pair, so that no text may be cut behind it. */
export function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit < 0xdc00;
}

const LONE_SURROGATE = /\p{Surrogate}/u;

function isSmall(value: Json): boolean {
  if (typeof value === 'string') return !isLongText(value);
  if (value === null || typeof value !== 'object') return true;
  return !isLongText(JSON.stringify(value));
}

function isArray(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}
