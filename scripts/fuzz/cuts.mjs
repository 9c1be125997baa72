/** Archives that end too early, at any byte: all refused, and a repair saves a beginning of what was in them. */
import { repairArchive } from '#src/encode/index.ts';
import { ArchiveError, ArchiveReader, BytesSink, BytesSource } from '#src/format/index.ts';
import { zlibDeflater } from '#src/node/zlib-deflater.ts';
import { everythingIn } from './everything.mjs';
import { sampleArchives } from './sample-archives.mjs';

const REPAIRED = 16;

export async function prepare(seed) {
  const archives = await sampleArchives();
  const texts = await Promise.all(archives.map(async (bytes) => new Set(await textsIn(bytes))));
  // Every byte has its turn, in an order of its own for each seed.
  const places = archives.flatMap((bytes, archive) =>
    Array.from(bytes, (_, length) => ({ archive, length })),
  );
  const step = stepFor(places.length);
  const placeOf = (index) => places[(seed + index * step) % places.length];
  return {
    inputOf: (index) => {
      const { archive, length } = placeOf(index);
      return { bytes: archives[archive].subarray(0, length), what: `cut at ${length}` };
    },
    check: async (bytes, index) => {
      await expectRefused(bytes);
      return index % REPAIRED === 0 ? expectBeginning(bytes, texts[placeOf(index).archive]) : 'refused';
    },
  };
}

/** A number without a common divisor, so that all places come before one comes again. */
function stepFor(count) {
  let step = Math.floor(count * 0.618) | 1;
  const divisor = (a, b) => (b === 0 ? a : divisor(b, a % b));
  while (divisor(count, step) !== 1) step += 2;
  return step;
}

async function expectRefused(bytes) {
  try {
    await everythingIn(bytes);
  } catch (error) {
    if (error instanceof ArchiveError) return;
    throw error;
  }
  throw new Error('it was read as if it were whole');
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
