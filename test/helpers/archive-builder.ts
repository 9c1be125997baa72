import { Deflate, deflateRaw, Z_FULL_FLUSH } from 'pako';
import {
  ArchiveWriter,
  BytesSink,
  trackEntry,
  type Deflater,
  type IndexContent,
  type ManifestContent,
  type TerminalHeader,
  type TrackKind,
  type TrackTypes,
  type WriterOptions,
  type WrittenArchive,
} from '#src/format/index.ts';

/** The deflater of tests that run in Node and in browsers. */
export const pakoDeflater: Deflater = {
  segment(bytes) {
    const deflate = new Deflate({ level: 9, raw: true });
    const pieces: Uint8Array[] = [];
    deflate.onData = (piece: Uint8Array) => pieces.push(piece);
    deflate.push(bytes, Z_FULL_FLUSH);
    return joinBytes(pieces);
  },
  entry: (bytes) => deflateRaw(bytes, { level: 9 }),
};

/** One segment of a track to build. */
export interface SegmentInput<K extends TrackKind = TrackKind> {
  readonly time: number;
  readonly keyframe?: TrackTypes[K]['keyframe'] | undefined;
  readonly events: readonly TrackTypes[K]['event'][];
}

/** Content of an archive to build; everything that is left out is small and valid. */
export interface ArchiveInput {
  readonly transcript?: readonly SegmentInput<'transcript'>[];
  readonly changes?: readonly SegmentInput<'changes'>[];
  readonly terminal?: readonly SegmentInput<'terminal'>[];
  readonly header?: TerminalHeader;
  /** Payload and extension of each blob. */
  readonly blobs?: readonly (readonly [Uint8Array, string])[];
  /** Path → content. */
  readonly entries?: Readonly<Record<string, string | Uint8Array>>;
  readonly manifest?: Partial<ManifestContent>;
  readonly index?: Partial<IndexContent>;
  readonly writer?: Partial<WriterOptions>;
}

export const TERMINAL_HEADER: TerminalHeader = { version: 3, term: { cols: 80, rows: 24 } };

/** Builds an archive in memory with the real writer. */
export async function buildArchive(
  input: ArchiveInput = {},
): Promise<WrittenArchive & { bytes: Uint8Array<ArrayBuffer> }> {
  const writer = new ArchiveWriter({ deflater: pakoDeflater, ...input.writer });
  const tracks = [
    ...addSegments(writer, 'transcript', input.transcript),
    ...addSegments(writer, 'changes', input.changes),
    ...addSegments(writer, 'terminal', input.terminal, input.header ?? TERMINAL_HEADER),
  ];
  for (const [bytes, extension] of input.blobs ?? []) writer.addBlob(bytes, extension);
  for (const [path, content] of Object.entries(input.entries ?? {})) {
    writer.addEntry(path, typeof content === 'string' ? new TextEncoder().encode(content) : content);
  }
  const duration = input.index?.duration ?? input.manifest?.duration ?? 0;
  const manifest: ManifestContent = {
    title: 'Test session',
    duration,
    generator: { name: 'test', version: '1.0.0' },
    tracks,
    ...input.manifest,
  };
  const index: IndexContent = { duration, activity: [], turns: [], files: [], ...input.index };
  const sink = new BytesSink();
  const written = await writer.finish(manifest, index, sink);
  return { ...written, bytes: sink.bytes() };
}

function addSegments<K extends TrackKind>(
  writer: ArchiveWriter,
  kind: K,
  segments: readonly SegmentInput<K>[] | undefined,
  header?: TerminalHeader,
): ManifestContent['tracks'] {
  if (!segments) return [];
  const entry = trackEntry(kind, 'main');
  const track = writer.addTrack(entry, kind, header);
  for (const { time, keyframe, events } of segments) {
    track.cut(time, keyframe);
    for (const event of events) track.append(event);
  }
  const widths = header?.term.widths;
  return [{ id: 'main', kind, entry, events: track.eventCount, ...(widths !== undefined && { widths }) }];
}

/** Runs of bytes, one after the other. */
export function joinBytes(pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const sink = new BytesSink();
  for (const piece of pieces) sink.write(piece);
  return sink.bytes();
}
