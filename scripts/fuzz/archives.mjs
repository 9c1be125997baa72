/** Damaged archives: what is read of one is what was in it, or it is refused, or it is said that it is not all. */
import { repairArchive } from '#src/encode/index.ts';
import { ArchiveError, BytesSink, BytesSource, validateArchive } from '#src/format/index.ts';
import { zlibDeflater } from '#src/node/zlib-deflater.ts';
import { randomOf } from '../random.mjs';
import { everythingIn } from './everything.mjs';
import { mutate } from './mutate.mjs';
import { sampleArchives } from './sample-archives.mjs';

/** One of so many is repaired, too, which takes longer. */
const REPAIRED = 8;

export async function prepare(seed) {
  const archives = await sampleArchives();
  const wholes = await Promise.all(archives.map(everythingIn));
  return {
    inputOf: (index) => mutate(archives[index % archives.length], randomOf(seed * 1_000_003 + index)),
    check: async (bytes, index) => {
      const outcome = await compareWith(wholes[index % archives.length], bytes);
      if (index % REPAIRED === 0) await repair(bytes);
      return outcome;
    },
  };
}

/**
 * Reads all of an archive that was damaged.
 *
 * @param whole - `everythingIn` of the archive before
 * @throws where it shows something else, and no word about it
 */
export async function compareWith(whole, bytes) {
  let read;
  try {
    read = await everythingIn(bytes);
  } catch (error) {
    if (error instanceof ArchiveError) return 'refused';
    throw error;
  }
  const isSame = read.content === whole.content;
  if (isSame && read.index === whole.index) return 'equal';
  // An index that was made anew has the same content behind it.
  if (read.isTold) return isSame ? 'equal' : 'told';
  throw new Error(isSame ? 'another index, and no word about it' : 'other content, and no word about it');
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
