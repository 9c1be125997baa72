import { encodeSession, createPakoDeflater, type EncodeOptions } from '#src/encode/index.ts';
import {
  ArchiveReader,
  BytesSink,
  BytesSource,
  type SessionEvent,
  type TrackKind,
  type TrackTypes,
} from '#src/format/index.ts';

/** Packs session events into memory and opens the archive. */
export async function pack(
  sources: readonly AsyncIterable<SessionEvent>[],
  options: Partial<EncodeOptions> = {},
) {
  const sink = new BytesSink();
  const result = await encodeSession(sources, {
    deflater: await createPakoDeflater(),
    sink,
    generator: { name: 'test', version: '1' },
    ...options,
  });
  const bytes = sink.bytes();
  const reader = await ArchiveReader.open(new BytesSource(bytes));
  await reader.directory;
  return { ...result, bytes, reader };
}

/** All events of a track. */
export async function eventsOf<K extends TrackKind>(
  reader: ArchiveReader,
  entry: string,
): Promise<TrackTypes[K]['event'][]> {
  const events: TrackTypes[K]['event'][] = [];
  for (const index of reader.segments(entry).keys()) {
    events.push(...(await reader.readSegment<K>(entry, index)).events);
  }
  return events;
}
