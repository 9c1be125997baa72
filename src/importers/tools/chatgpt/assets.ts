import { toBase64, type ContentBlock } from '../../../format/index.ts';
import type { ImportSource } from '../../sources/import-source.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import { isObject, asList, asText } from '../../sources/json-value.ts';
import { mediaBlock } from '../../records/media-block.ts';
import { contentOf, metadataOf } from './message.ts';

/** Files above are named only. */
const MAX_ASSET_SIZE = 24 * 2 ** 20;

/** Bytes of the files of one message that are read; those after it are named only. */
const MAX_LOADED_SIZE = 96 * 2 ** 20;

/** Id of an uploaded or generated file: names of files begin with it, pointers have a scheme before it. */
const ASSET_ID = /^(?:[\w-]{1,40}:\/\/)?(file[-_][A-Za-z0-9]{4,64})/;

/** Id of the file that a pointer names. */
export function assetId(uri: string | undefined): string | undefined {
  return uri === undefined ? undefined : ASSET_ID.exec(uri)?.[1];
}

/** A file that a message refers to. */
export interface AssetPointer {
  readonly uri: string;
  readonly name?: string | undefined;
  readonly mimeType?: string | undefined;
}

/**
 * The images and sounds of an export. They lie beside the conversations, named by their ids and something behind;
 * no other file is ever opened.
 */
export class Assets {
  readonly #source: ImportSource;
  #paths: Promise<ReadonlyMap<string, string>> | undefined;
  /** Those of the message that is translated. */
  #loaded = new Map<string, ContentBlock>();

  constructor(source: ImportSource) {
    this.#source = source;
  }

  /** Reads the files that a message refers to. */
  async load(message: LogRecord): Promise<void> {
    this.#loaded = new Map();
    let left = MAX_LOADED_SIZE;
    for (const { uri, name } of pointersIn(message)) {
      const id = assetId(uri);
      if (id === undefined || this.#loaded.has(id) || left <= 0) continue;
      const file = await this.#open(id);
      const bytes = file && (await bytesOf(file));
      const mimeType = bytes && mediaTypeOf(bytes);
      const block = mimeType && mediaBlock(mimeType, toBase64(bytes), name ?? file.name);
      if (!block) continue;
      left -= bytes.length;
      this.#loaded.set(id, block);
    }
  }

  /** What is shown for a pointer: the file, or a link that names it. */
  block({ uri, name, mimeType }: AssetPointer): ContentBlock {
    const type = mimeType !== undefined && mimeType.length < 100 ? mimeType : undefined;
    return (
      this.#loaded.get(assetId(uri) ?? '') ?? {
        type: 'resource_link',
        uri,
        name: name ?? assetId(uri) ?? 'file',
        ...(type !== undefined && { mimeType: type }),
      }
    );
  }

  async #open(id: string): Promise<ImportSource | undefined> {
    this.#paths ??= this.#list();
    const path = (await this.#paths).get(id);
    const file = path === undefined ? undefined : await this.#source.sibling?.(path);
    return file && file.size <= MAX_ASSET_SIZE ? file : undefined;
  }

  async #list(): Promise<ReadonlyMap<string, string>> {
    const paths = new Map<string, string>();
    for (const path of (await this.#source.siblings?.('', { deep: true })) ?? []) {
      const id = assetId(path.slice(path.lastIndexOf('/') + 1));
      if (id !== undefined && !paths.has(id)) paths.set(id, path);
    }
    return paths;
  }
}

/** Where a part of a message points: images, sounds, moving pictures. */
export function pointerIn(part: LogRecord): AssetPointer | undefined {
  const uri = asText(part['asset_pointer']);
  if (uri !== undefined) return { uri };
  const { audio_asset_pointer: audio } = part;
  return isObject(audio) ? pointerIn(audio) : undefined;
}

/** Files that a person attached. */
export function attachmentsOf(message: LogRecord): readonly AssetPointer[] {
  return asList(metadataOf(message)['attachments'])
    .filter(isObject)
    .map((attachment) => ({
      uri: `file-service://${asText(attachment['id']) ?? 'unknown'}`,
      name: asText(attachment['name']),
      mimeType: asText(attachment['mimeType']) ?? asText(attachment['mime_type']),
    }));
}

/** Images that a run of code drew. */
export function imagesOfRun(message: LogRecord): readonly AssetPointer[] {
  const { aggregate_result: run } = metadataOf(message);
  return (isObject(run) ? asList(run['messages']) : []).flatMap((item) => {
    const uri = isObject(item) ? asText(item['image_url']) : undefined;
    return uri === undefined ? [] : [{ uri }];
  });
}

function pointersIn(message: LogRecord): readonly AssetPointer[] {
  const { parts, screenshot } = contentOf(message);
  const found = [...asList(parts), screenshot].filter(isObject).flatMap((part) => pointerIn(part) ?? []);
  return [...found, ...imagesOfRun(message), ...attachmentsOf(message)];
}

async function bytesOf(file: ImportSource): Promise<Uint8Array | undefined> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of file.chunks()) {
    size += chunk.length;
    if (size > MAX_ASSET_SIZE) return undefined;
    pieces.push(chunk.slice());
  }
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}

const SIGNATURES: readonly (readonly [type: string, signature: string, offset?: number])[] = [
  ['image/png', '\x89PNG\r\n'],
  ['image/jpeg', '\xff\xd8\xff'],
  ['image/gif', 'GIF8'],
  ['image/webp', 'WEBP', 8],
  ['audio/wav', 'WAVE', 8],
  ['audio/ogg', 'OggS'],
  ['audio/mpeg', 'ID3'],
  ['video/mp4', 'ftyp', 4],
  ['application/pdf', '%PDF-'],
];

/** Media type by the first bytes: names of exported files often end in `.dat`. */
function mediaTypeOf(bytes: Uint8Array): string | undefined {
  const head = String.fromCharCode(...bytes.subarray(0, 16));
  return SIGNATURES.find(([, signature, offset = 0]) => head.startsWith(signature, offset))?.[0];
}
