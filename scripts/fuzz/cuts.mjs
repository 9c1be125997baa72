/** Archives that end too early, at any byte: all refused, and a repair saves a beginning of what was in them. */
import { repairArchive } from '#src/encode/index.ts';
import { ArchiveError, ArchiveReader, BytesSink, BytesSource } from '#src/format/index.ts';
import { zlibDeflater } from '#src/node/zlib-deflater.ts';
import { DamageCheck } from '../../dist/test/helpers/damaged-archive.js';
import { inDrawnOrder } from './drawn-order.mjs';
import { sampleArchives } from './sample-archives.mjs';

const REPAIRED = 16;

export async function prepare(seed) {
  const archives = Object.values(await sampleArchives());
  const checks = await Promise.all(archives.map((bytes) => DamageCheck.of(bytes)));
  const texts = await Promise.all(archives.map(async (bytes) => new Set(await textsIn(bytes))));
  const places = archives.flatMap((bytes, archive) =>
    Array.from(bytes, (_, length) => ({ archive, length })),
  );
  const placeOf = inDrawnOrder(places, seed);
  return {
    all: places.length,
    inputOf: (index) => {
      const { archive, length } = placeOf(index);
      return { bytes: archives[archive].subarray(0, length), what: `cut at ${length}` };
    },
    check: async (bytes, index) => {
      const outcome = await checks[placeOf(index).archive].outcomeOf(bytes);
      if (outcome !== 'refused') throw new Error(`it was read as if it were whole: ${outcome}`);
      return index % REPAIRED === 0 ? expectBeginning(bytes, texts[placeOf(index).archive]) : 'refused';
    },
  };
}

/** What is saved says that something is missing, and holds nothing that was not in the whole archive. */
async function expectBeginning(bytes, texts) {
  const sink = new BytesSink();
  try {
    await repairArchive(new BytesSource(bytes), { sink, deflater: zlibDeflater });
  } catch (error) {
    if (error instanceof ArchiveError) return 'refused';
    throw error;
  }
  const saved = sink.bytes();
  const foreign = (await textsIn(saved)).filter((text) => !texts.has(text));
  if (foreign.length > 0) throw new Error(`it was not in the archive: ${foreign[0].slice(0, 200)}`);
  const reader = await ArchiveReader.open(new BytesSource(saved));
  const events = (await textsIn(saved)).length;
  if (events < texts.size && !reader.manifest.recovered)
    throw new Error('something is missing, and the manifest does not say so');
  return 'saved';
}

/** The texts of the conversation, one for each event that has any. */
async function textsIn(bytes) {
  const reader = await ArchiveReader.open(new BytesSource(bytes));
  await reader.directory;
  const texts = [];
  for (const { kind, entry } of reader.manifest.tracks)
    if (kind === 'transcript')
      for (const index of reader.segments(entry).keys())
        for (const { content } of (await reader.readSegment(entry, index)).events)
          if (typeof content?.text === 'string') texts.push(content.text);
  return texts;
}
