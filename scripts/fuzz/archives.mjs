/** Damaged archives: what is read of one is what was in it, or it is refused, or it is said that it is not all. */
import { repairArchive } from '#src/encode/index.ts';
import { ArchiveError, BytesSink, BytesSource, validateArchive } from '#src/format/index.ts';
import { zlibDeflater } from '#src/node/zlib-deflater.ts';
import { DamageCheck } from '../../dist/test/helpers/damaged-archive.js';
import { randomOf } from '../random.mjs';
import { mutate } from './mutate.mjs';
import { sampleArchives } from './sample-archives.mjs';

/** One of so many is repaired and validated, too, which takes longer. */
const REPAIRED = 8;

export async function prepare(seed) {
  const archives = Object.values(await sampleArchives());
  const checks = await Promise.all(archives.map((bytes) => DamageCheck.of(bytes)));
  return {
    inputOf: (index) => mutate(archives[index % archives.length], randomOf(seed * 1_000_003 + index)),
    check: async (bytes, index) => {
      const isRepaired = Math.floor(index / archives.length) % REPAIRED === 0;
      const outcome = await checks[index % archives.length].outcomeOf(bytes, isRepaired);
      if (isRepaired) await repair(bytes);
      return outcome;
    },
  };
}

/** Whatever is repaired is refused, or gives an archive in which nothing is wrong. */
async function repair(bytes) {
  const sink = new BytesSink();
  try {
    await repairArchive(new BytesSource(bytes), { sink, deflater: zlibDeflater });
  } catch (error) {
    if (error instanceof ArchiveError) return;
    throw error;
  }
  const { findings } = await validateArchive(new BytesSource(sink.bytes()));
  const faults = findings.filter(({ severity }) => severity === 'error');
  if (faults.length > 0)
    throw new Error(`the repaired archive is not valid: ${faults[0].code} ${faults[0].message}`);
}
