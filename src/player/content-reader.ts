import { segmentIndexAt, segmentIndexOf } from '../format/index.ts';
import type { FileKeyframe, ReadOptions, Segment, SegmentLocation } from '../format/index.ts';
import { TranscriptState } from '../state/index.ts';
import type { TranscriptItem } from '../state/index.ts';
import type { FileHistory } from '../state/files/index.ts';
import type { OpenSession } from './open-session.ts';
import { PlaybackError } from './playback-error.ts';
import { countUntil } from './track-cursor.ts';

/** Media types of blobs that a page shows by itself; everything else is plain bytes to it. */
const MEDIA_TYPES: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  avif: 'image/avif',
  svg: 'image/svg+xml',
  pdf: 'application/pdf',
  txt: 'text/plain;charset=utf-8',
};

/** The bytes of an entry, with the media type its name stands for. */
export async function readBlob(session: OpenSession, path: string, options: ReadOptions): Promise<Blob> {
  const bytes = await session.archive.readEntry(path, options);
  const extension = path.slice(path.lastIndexOf('.') + 1);
  const type = Object.hasOwn(MEDIA_TYPES, extension) ? MEDIA_TYPES[extension]! : 'application/octet-stream';
  return new Blob([bytes as Uint8Array<ArrayBuffer>], { type });
}

/** Every file whose text is known at a session time (ms): path → text, ordered by path. */
export async function readFiles(history: FileHistory, time: number): Promise<ReadonlyMap<string, string>> {
  const files = new Map<string, string>();
  for (const { path } of await history.filesAt(time)) {
    const text = await history.textAt(path, time);
    if (text !== undefined) files.set(path, text);
  }
  return files;
}

/** Answers about files at any time; `undefined` without a changes track. The code for it is loaded on first use. */
export async function openFileHistory({
  archive,
  loader,
  tracks,
  closed,
}: OpenSession): Promise<FileHistory | undefined> {
  const entry = tracks.find(({ kind }) => kind === 'changes')?.entry;
  if (entry === undefined) return undefined;
  const { FileHistory } = await import('../state/files/index.ts');
  const { signal } = closed;
  const locations = loader.locations(entry);
  return new FileHistory({
    times: locations.map(({ time }) => time),
    segment: async (index, options) =>
      byPosition(await loader.load<'changes'>(entry, index, options?.signal ?? signal), locations),
    blob: async (path, options) =>
      new TextDecoder('utf-8', { ignoreBOM: true }).decode(
        await archive.readEntry(path, { signal, ...options }),
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

/**
 * Items of a transcript that began between two session times (ms, both included), as they stand at the second.
 * Holds the items of the range in memory; loads one segment after another.
 */
export async function* readTranscript(
  session: OpenSession,
  range: { readonly track: string; readonly from: number; readonly to: number },
  signal: AbortSignal,
): AsyncGenerator<TranscriptItem> {
  const { loader } = session;
  const track = session.tracks.find(({ kind, id }) => kind === 'transcript' && id === range.track);
  if (!track) throw new PlaybackError('unknown-track', `the session has no transcript "${range.track}"`);
  const locations = loader.locations(track.entry);
  const last = segmentIndexAt(locations, range.to);
  // An event of the first millisecond may stand in the segment before the one that begins with it.
  const first = Math.max(0, segmentIndexAt(locations, range.from - 1));
  const state = new TranscriptState();
  for (let index = first; index <= last; index += 1) {
    const segment = await loader.load<'transcript'>(track.entry, index, signal);
    if (index === first) state.restore(segment.keyframe);
    for (const event of segment.events.slice(0, countUntil(segment, range.to))) state.apply(event);
  }
  for (const item of state.items) if (item.time >= range.from && item.time <= range.to) yield item;
}
