/** The index of an archive that has none, from its tracks (spec [IDX-8]). */

import { crc32 } from './bytes/crc32.ts';
import { ArchiveError } from './errors.ts';
import type { TrackKind } from './events.ts';
import { finding, quote, type Report } from './findings.ts';
import type { Limits } from './limits.ts';
import type { SegmentLocation, TimeIndex } from './model.ts';
import { splitSegments, type SplitSegment } from './segments/segment-split.ts';
import type { ZipEntry } from './zip/zip-entry.ts';

/** A rebuilt index and the tracks it is an index of, which can no longer be entered in the file. */
export interface RebuiltIndex {
  readonly index: TimeIndex;
  /** Inflated bytes of a segment. */
  bytes(entry: string, segment: number): Uint8Array;
}

/** What an index is rebuilt from. */
export interface RebuildOptions {
  /** Session length that the manifest says, ms. */
  readonly duration: number;
  /** Entry path → kind, of the tracks to index. */
  readonly kinds: ReadonlyMap<string, TrackKind>;
  readonly entries: ReadonlyMap<string, ZipEntry>;
  readonly limits: Limits;
  /** Reads and inflates an entry whole. */
  readonly read: (entry: ZipEntry) => Promise<Uint8Array>;
  readonly report: Report;
}

/**
 * Inflates the tracks and finds their segments by the keyframe lines. Keeps the inflated tracks in memory. A track
 * that cannot be inflated, does not fit the budget beside those before it, or has a segment over the limit is reported
 * and left out.
 *
 * @throws {ArchiveError} what reading a track gave when none can be read; what the source throws
 */
export async function rebuildIndex(options: RebuildOptions): Promise<RebuiltIndex> {
  const { duration, kinds, entries, report } = options;
  const tracks = new Map<string, readonly SplitSegment[]>();
  const segments = new Map<string, readonly SegmentLocation[]>();
  let budget = options.limits.maxRebuiltSize;
  let failure: ArchiveError | undefined;
  for (const path of kinds.keys()) {
    const entry = entries.get(path);
    if (!entry) {
      report(
        finding('track-missing', 'error', `there is no track ${quote(path)} in the archive`, { entry: path }),
      );
      continue;
    }
    try {
      const split = await splitTrack(entry, budget, options);
      budget -= entry.size;
      tracks.set(path, split);
      segments.set(
        path,
        split.map((segment) => locate(segment, entry)),
      );
    } catch (error) {
      // Damage is of this track only; what the source throws ends everything.
      if (!(error instanceof ArchiveError) || error.code.startsWith('source-')) throw error;
      failure ??= error;
      report(
        finding('track-unreadable', 'error', `${error.message}; repair saves what can be read`, {
          entry: path,
        }),
      );
    }
  }
  if (failure && segments.size === 0) throw failure;
  return {
    index: { duration, activity: [], turns: [], files: [], segments },
    bytes: (entry, segment) => tracks.get(entry)![segment]!.bytes,
  };
}

async function splitTrack(
  entry: ZipEntry,
  budget: number,
  { limits, read }: RebuildOptions,
): Promise<readonly SplitSegment[]> {
  const { path, size } = entry;
  const refuse = (what: string): never => {
    throw new ArchiveError('limit-exceeded', `${quote(path)} ${what}`, { entry: path });
  };
  if (size > budget) {
    const { maxRebuiltSize } = limits;
    refuse(
      `has ${size} bytes, more than the limit maxRebuiltSize of ${maxRebuiltSize} leaves without an index`,
    );
  }
  const split = splitSegments(await read(entry));
  const { maxSegmentSize } = limits;
  const large = split.findIndex(({ bytes }) => bytes.length > maxSegmentSize);
  if (large !== -1) {
    refuse(
      `has a segment of ${split[large]!.bytes.length} bytes, the limit maxSegmentSize is ${maxSegmentSize}`,
    );
  }
  return split;
}

function locate({ number, time, bytes }: SplitSegment, { dataOffset }: ZipEntry): SegmentLocation {
  return { number, time, offset: dataOffset, storedSize: 0, size: bytes.length, crc32: crc32(bytes) };
}
