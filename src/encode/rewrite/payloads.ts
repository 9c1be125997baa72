import { isBlobPath, parseJson, toBase64 } from '../../format/index.ts';
import type { ContentBlock, Json, JsonObject, OtherBlock, ResourceLinkBlock } from '../../format/index.ts';
import { decodeText } from '../decode-text.ts';
import { extensionOfMedia, sniffMedia } from '../media-type.ts';
import type { BlobReader } from './blob-reader.ts';
import { isKnownBlock } from './readable-event.ts';
import { without } from './without.ts';

/** Bytes of blobs that are put back into one event. A hostile archive can name the same large blob a thousand times. */
const MAX_INLINED_SIZE = 64 * 2 ** 20;

/** Nesting up to which payloads are put back; what is deeper stays a link. Lines of tracks may have 512. */
const MAX_DEPTH = 400;

/**
 * Puts the payloads of one event back where `BlobStore` took them from: whole texts, base64 data, JSON values. Storing
 * the outcome gives the same blobs again. A link that would not come out the same stays one.
 */
export class Payloads {
  readonly #blobs: BlobReader;
  #inlined = 0;

  constructor(blobs: BlobReader) {
    this.#blobs = blobs;
  }

  /** A content block with its payload in it; what was lost with its blob becomes a block of type `_reprise/other`. */
  async block(block: ContentBlock): Promise<ContentBlock> {
    if (!isKnownBlock(block)) return block;
    if (block.type === '_reprise/other') return { ...block, value: await this.json(block.value) };
    if (block.type === 'text' || block.uri === undefined || !isBlobPath(block.uri)) return block;
    const { uri } = block;
    const bytes = await this.#read(uri);
    if (bytes === 'lost') return lostBlock(block);
    if (bytes === undefined || bytes.length === 0) return block;
    if (block.type === 'resource_link' && isPlainLink(block)) {
      const text = payloadOf(block, bytes);
      if (typeof text === 'string' && isTextLink(block)) return { type: 'text', text };
    }
    const extension = extensionOf(uri);
    const mimeType = block.mimeType ?? '';
    const shown = sniffMedia(bytes)?.extension;
    if (block.type === 'image') {
      if ((shown ?? extensionOfMedia(mimeType)) !== extension) return block;
      return { ...without(block, 'uri'), data: toBase64(bytes) };
    }
    const declared = /[;,]/.test(mimeType) ? 'application/octet-stream' : mimeType;
    if ((shown ?? extensionOfMedia(declared)) !== extension) return block;
    return { ...block, uri: `data:${declared};base64,${toBase64(bytes)}` };
  }

  /** A JSON value with the payloads that `BlobStore.shrink` took out of it. */
  async json(value: Json, depth = 0): Promise<Json> {
    if (!holdsLink(value, MAX_DEPTH - depth)) return value;
    if (isList(value)) {
      const items: Json[] = [];
      for (const item of value) items.push(await this.json(item, depth + 1));
      return items;
    }
    const object = value as JsonObject;
    if (isPlainLink(object)) return (await this.#payload(object, depth)) ?? object;
    const entries: [string, Json][] = [];
    for (const [key, child] of Object.entries(object)) {
      entries.push([key, await this.json(child ?? null, depth + 1)]);
    }
    return Object.fromEntries(entries);
  }

  /** The whole text of a field that holds an excerpt; `undefined` when it cannot be had. */
  async text(link: Json | undefined): Promise<string | undefined> {
    if (!isPlainLink(link) || !isTextLink(link)) return undefined;
    const text = await this.#payload(link, 0);
    return typeof text === 'string' ? text : undefined;
  }

  async #payload(link: PlainLink, depth: number): Promise<Json | undefined> {
    const bytes = await this.#read(link.uri);
    if (bytes === undefined || bytes === 'lost') return undefined;
    const value = payloadOf(link, bytes);
    return value === undefined || typeof value === 'string' ? value : this.json(value, depth + 1);
  }

  /** The bytes of a blob, unless the event holds too much already. */
  async #read(path: string): Promise<Uint8Array | 'lost' | undefined> {
    const bytes = await this.#blobs.bytes(path);
    if (!bytes) return 'lost';
    this.#inlined += bytes.length;
    return this.#inlined > MAX_INLINED_SIZE ? undefined : bytes;
  }
}

/** A link as `BlobStore` writes it, without a name. */
type PlainLink = JsonObject & { readonly uri: string; readonly mimeType?: string };

const LINK_KEYS: ReadonlySet<string> = new Set(['type', 'uri', 'mimeType', 'size']);

function isPlainLink(value: unknown): value is PlainLink {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const { type, uri } = value as { type?: unknown; uri?: unknown };
  if (type !== 'resource_link' || typeof uri !== 'string' || !isBlobPath(uri)) return false;
  return Object.keys(value).every((key) => LINK_KEYS.has(key));
}

function isTextLink({ mimeType }: PlainLink): boolean {
  // JSON is what a text with lone surrogates is stored as.
  return mimeType === 'text/plain' || mimeType === 'application/json';
}

/** What a link stands for in a JSON value; `undefined` when storing it again would not give the same link. */
function payloadOf({ uri, mimeType }: PlainLink, bytes: Uint8Array): Json | undefined {
  const extension = extensionOf(uri);
  if (extension === 'txt' && mimeType === 'text/plain') return decodeText(bytes);
  if (extension === 'json' && mimeType === 'application/json') {
    const text = decodeText(bytes);
    return text === undefined ? undefined : (parseJson(text, MAX_DEPTH) as Json | undefined);
  }
  const media = sniffMedia(bytes);
  return media?.extension === extension && media.mimeType === mimeType ? toBase64(bytes) : undefined;
}

/** Whether there is a link to a blob in a value, no deeper than `depth`. */
function holdsLink(value: Json | undefined, depth: number): boolean {
  if (typeof value !== 'object' || value === null || depth <= 0) return false;
  if (isPlainLink(value)) return true;
  return Object.values(value).some((child) => holdsLink(child, depth - 1));
}

function lostBlock(block: ContentBlock): OtherBlock {
  return { type: '_reprise/other', value: { ...(block as ResourceLinkBlock) } };
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

function extensionOf(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}
