import { createPakoDeflater, rewrite, type EncodeResult, type RewriteStep } from '#src/encode/index.ts';
import { ArchiveReader, BytesSink, BytesSource } from '#src/format/index.ts';

/** Changes nothing, but has every event read and encoded again. */
export const unchanged: RewriteStep = { events: (events) => events };

export interface Rewritten extends EncodeResult {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly reader: ArchiveReader;
}

/** Rewrites an archive in memory and opens the new one. */
export async function rewritten(
  bytes: Uint8Array<ArrayBuffer>,
  step: RewriteStep,
  generator = { name: 'rewriter', version: '2.0.0' },
): Promise<Rewritten> {
  const sink = new BytesSink();
  const deflater = await createPakoDeflater();
  const result = await rewrite(new BytesSource(bytes), step, { deflater, sink, generator });
  const reader = await ArchiveReader.open(new BytesSource(sink.bytes()));
  await reader.directory;
  return { ...result, bytes: sink.bytes(), reader };
}

/** The lines of every track, keyframes included. */
export async function tracksOf(reader: ArchiveReader): Promise<Map<string, readonly string[]>> {
  const lines = new Map<string, readonly string[]>();
  for (const { entry } of reader.manifest.tracks)
    lines.set(entry, (await reader.readText(entry)).split('\n'));
  return lines;
}
