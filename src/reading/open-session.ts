import type { ByteSource, ReaderOptions } from '../format/index.ts';
import { openArchive } from './archive.ts';
import { checkedIndex } from './checked-index.ts';
import { SegmentLoader } from './segment-loader.ts';
import { Session } from './session.ts';
import { sessionTracks } from './session-tracks.ts';
import { buildTimeline } from './timeline.ts';

/**
 * Opens an archive for reading: two requests (three where the head is larger than 64 KiB), one for an archive that
 * fits into the head. An index that is missing or does not fit is made anew, which reads all tracks.
 *
 * @param options - `signal` cancels the opening, not what is read later; `limits` bound what the archive may ask for
 * @throws {ArchiveError} what opening gives: nothing of an archive is shown before its directory agrees with its head
 */
export async function openSession(source: ByteSource, options: ReaderOptions = {}): Promise<Session> {
  const archive = await openArchive(source, options);
  const index = await checkedIndex(archive, options);
  const { manifest } = archive;
  return new Session(
    {
      archive,
      timeline: buildTimeline(manifest, index),
      tracks: sessionTracks(manifest),
      loader: new SegmentLoader(archive),
    },
    index,
  );
}
