/** Proof that every byte of an archive belongs to exactly one entry (spec section 3). */

import type { ByteSource, ReadOptions } from '../bytes/byte-source.ts';
import { ArchiveError } from '../errors.ts';
import { quote } from '../findings.ts';
import type { Limits } from '../limits.ts';
import type { DeclaredEntry } from './declared-entry.ts';
import type * as Gaps from './gaps.ts';
import type { Tolerances } from './tolerances.ts';
import { FLAG_DESCRIPTOR } from './zip-constants.ts';
import type { ZipEntry } from './zip-entry.ts';
import { ambiguous } from './zip-fields.ts';

/**
 * Checks that the entries fill the file from its first byte to the directory, each once, and finds where their data
 * start. In a file of the strict profile the directory alone shows it; elsewhere each gap is read and explained by
 * an extra field, a data descriptor or zero bytes.
 *
 * @param end - offset of the directory
 * @returns path → entry in the order of the file, without entries for folders
 * @throws {ArchiveError} `ambiguous-archive`; `limit-exceeded` when the gaps are larger than `maxDirectorySize`
 */
export async function tileEntries(
  source: ByteSource,
  records: readonly DeclaredEntry[],
  end: number,
  tolerances: Tolerances,
  options: ReadOptions & { readonly limits: Limits },
): Promise<Map<string, ZipEntry>> {
  const sorted = records.toSorted((a, b) => a.headerOffset - b.headerOffset);
  const gaps = findGaps(sorted, end, source.name);
  const total = gaps.reduce((sum, gap) => sum + gap, 0);
  if (total > options.limits.maxDirectorySize) {
    throw new ArchiveError(
      'limit-exceeded',
      `${total} bytes lie between entries, the limit maxDirectorySize is ${options.limits.maxDirectorySize}`,
    );
  }
  const entries = new Map<string, ZipEntry>();
  for (const [index, record] of sorted.entries()) {
    const gap = gaps[index]!;
    const known = gap === 0 && !hasDescriptor(record);
    const dataOffset = known
      ? record.dataOffset
      : await (await loadGaps()).explainGap(source, record, gap, tolerances, options);
    if (record.path.endsWith('/')) addFolder(record, tolerances);
    else entries.set(record.path, { ...record, dataOffset });
  }
  return entries;
}

/** Bytes behind each entry that its name and stored size do not account for. */
function findGaps(sorted: readonly DeclaredEntry[], end: number, name: string): number[] {
  const first = sorted[0];
  if (first && first.headerOffset > 0) {
    throw ambiguous(`${quote(name)} has ${first.headerOffset} bytes before its first entry`, undefined, 0);
  }
  return sorted.map((record, index) => {
    const next = sorted[index + 1]?.headerOffset ?? end;
    const gap = next - (record.dataOffset + record.storedSize);
    if (gap >= 0) return gap;
    throw ambiguous(
      `entry ${quote(record.path)} overlaps what follows it by ${-gap} bytes`,
      record.path,
      record.headerOffset,
    );
  });
}

/** Entries for folders carry nothing. */
function addFolder(record: DeclaredEntry, tolerances: Tolerances): void {
  if (record.size > 0 || record.storedSize > 2) {
    throw ambiguous(`the folder ${quote(record.path)} has data`, record.path, record.headerOffset);
  }
  tolerances.add('directory-entry', record.path);
}

function hasDescriptor({ flags }: ZipEntry): boolean {
  return (flags & FLAG_DESCRIPTOR) !== 0;
}

/** Archives that we write have no gaps: this code is loaded for those of other tools. */
function loadGaps(): Promise<typeof Gaps> {
  return import('./gaps.ts');
}
