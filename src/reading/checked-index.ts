import type { ReadOptions, TimeIndex } from '../format/index.ts';
import type { Archive } from './archive.ts';

/**
 * The index of an archive once its directory agrees with its head; made anew from the tracks where the archive has
 * none that fits.
 *
 * @throws {ArchiveError} what checking the directory and reading the tracks gives
 */
export async function checkedIndex(archive: Archive, options: ReadOptions): Promise<TimeIndex> {
  await archive.directory;
  if (!archive.indexRebuilt) return archive.index;
  // Few archives need it: this code is not part of a page's first frame.
  const { rebuildIndex } = await import('../state/rebuild-index.ts');
  return { ...archive.index, ...(await rebuildIndex(archive, options)) };
}
