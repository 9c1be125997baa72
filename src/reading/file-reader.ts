import { segmentIndexOf } from '../format/index.ts';
import type { FileKeyframe, ReadOptions, Segment, SegmentLocation } from '../format/index.ts';
import type { FileHistory } from '../state/files/index.ts';
import type { SessionParts } from './session-parts.ts';
import { changesTrack } from './session-tracks.ts';

/** Every file whose text is known at a session time (ms): path → text, ordered by path. Holds all of them. */
export async function readFiles(
  history: FileHistory,
  time: number,
  options: ReadOptions,
): Promise<ReadonlyMap<string, string>> {
  const files = new Map<string, string>();
  for (const { path } of await history.filesAt(time, options)) {
    const text = await history.textAt(path, time, options);
    if (text !== undefined) files.set(path, text);
  }
  return files;
}

/**
 * Answers about files at any time; `undefined` without a changes track. The code for it is loaded on first use.
 *
 * @param closed - aborts what is asked for without a signal
 */
export async function openFileHistory(
  { archive, loader, tracks }: SessionParts,
  closed: AbortSignal,
): Promise<FileHistory | undefined> {
  const entry = changesTrack(tracks)?.entry;
  if (entry === undefined) return undefined;
  const { FileHistory } = await import('../state/files/index.ts');
  const locations = loader.locations(entry);
  return new FileHistory({
    times: locations.map(({ time }) => time),
    segment: async (index, options) =>
      byPosition(await loader.load<'changes'>(entry, index, options?.signal ?? closed), locations),
    blob: async (path, options) =>
      new TextDecoder('utf-8', { ignoreBOM: true }).decode(
        await archive.readEntry(path, { signal: closed, ...options }),
      ),
  });
}

/**
 * The segment with the numbers in its keyframe, which count keyframe lines, turned into positions in the index.
 * They differ only in sessions so long that the index has merged segments.
 */
function byPosition(segment: Segment<'changes'>, locations: readonly SegmentLocation[]): Segment<'changes'> {
  const { keyframe } = segment;
  if (!keyframe || locations.every(({ number }, index) => number === index)) return segment;
  const files = Object.entries(keyframe.files).map(([path, file]): [string, FileKeyframe] => [
    path,
    file.segment === undefined ? file : { ...file, segment: segmentIndexOf(locations, file.segment) },
  ]);
  return { ...segment, keyframe: { ...keyframe, files: Object.fromEntries(files) } };
}
