/** What an archive of a log costs, entry by entry, against gzip -9 of the log. */
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { ImportFile } from '#src/node/import-file.ts';
import { TempSpool } from '#src/node/temp-spool.ts';
import { zlibDeflater } from '#src/node/zlib-deflater.ts';
import { encodeSession, type EncodeResult } from '#src/encode/index.ts';
import { ArchiveReader, BytesSource, type ByteSink } from '#src/format/index.ts';
import { openSource } from '#src/importers/index.ts';

export interface PackedFile extends EncodeResult {
  readonly bytes: Uint8Array;
}

/** Packs inputs as the command line does, into memory. */
export async function packFiles(
  paths: readonly string[],
  options: { readonly offsets?: readonly number[] } = {},
): Promise<PackedFile> {
  const files = await Promise.all(paths.map((path) => ImportFile.open(path)));
  const spool = new TempSpool();
  const sink = new MemorySink();
  try {
    const sources = await Promise.all(files.map((file) => openSource(file)));
    const generator = { name: 'reprise', version: '0.0.0' };
    const packing = { deflater: zlibDeflater, sink, createSpool: () => spool, generator, ...options };
    const result = await encodeSession(sources, packing);
    return { ...result, bytes: sink.bytes };
  } finally {
    spool.close();
    for (const file of files) await file.close();
  }
}

export interface LogSize {
  /** Bytes of the log, with and without the base64 data of images and documents. */
  readonly raw: number;
  readonly rawText: number;
  /** gzip -9 of the log without image data. */
  readonly gzip: number;
  /** The archive without its media blobs. */
  readonly archive: number;
  /** Bytes of the log's images and documents, each distinct one once; and what the archive stores for them. */
  readonly rawMedia: number;
  readonly media: number;
  /** Stored bytes of the archive by kind of entry; `container` is headers and directory. */
  readonly kinds: ReadonlyMap<string, number>;
}

const MEDIA_EXTENSIONS = /\.(?:png|jpg|gif|webp|avif|heic|bmp|svg|pdf)$/;

export async function measureLog(path: string): Promise<LogSize> {
  const packed = await packFiles([path]);
  const log = readFileSync(path, 'utf8');
  const media = new Set<string>();
  // As logs have it: {"type":"base64","media_type":…,"data":"…"} and {"base64":"…"}.
  const text = log.replaceAll(
    /"(data|base64)":"([A-Za-z0-9+/]{200,}={0,2})"/g,
    (_, key: string, data: string) => {
      media.add(data);
      return `"${key}":""`;
    },
  );
  const kinds = await sizesByKind(packed.bytes);
  const mediaSize = kinds.get('media') ?? 0;
  return {
    raw: Buffer.byteLength(log),
    rawText: Buffer.byteLength(text),
    gzip: gzipSync(text, { level: 9 }).length,
    archive: packed.bytes.length - mediaSize,
    rawMedia: [...media].reduce((sum, data) => sum + Buffer.from(data, 'base64').length, 0),
    media: mediaSize,
    kinds,
  };
}

async function sizesByKind(bytes: Uint8Array): Promise<Map<string, number>> {
  const reader = await ArchiveReader.open(new BytesSource(bytes, 'archive'));
  const kinds = new Map<string, number>();
  let stored = 0;
  for (const entry of (await reader.directory).values()) {
    const kind = kindOf(entry.path);
    kinds.set(kind, (kinds.get(kind) ?? 0) + entry.storedSize);
    stored += entry.storedSize;
  }
  return kinds.set('container', bytes.length - stored);
}

function kindOf(path: string): string {
  if (MEDIA_EXTENSIONS.test(path)) return 'media';
  if (path.startsWith('transcript/') && path !== 'transcript/main.ndjson') return 'subagents';
  return path.includes('/') ? path.slice(0, path.indexOf('/')) : path;
}

class MemorySink implements ByteSink {
  readonly #chunks: Uint8Array[] = [];

  write(bytes: Uint8Array): void {
    this.#chunks.push(bytes.slice());
  }

  get bytes(): Uint8Array {
    return Buffer.concat(this.#chunks);
  }
}
