/** What people have noted on a session: read when it is shown, by one request, and only where there is something. */

import { ArchiveError, hasNotes, NOTES_ENTRY, readNotes, segmentIndexAt } from '../format/index.ts';
import type { Note, ReadNotes } from '../format/index.ts';
import type { SessionParts } from './session-parts.ts';
import type { Marker, Timeline } from './timeline.ts';

/** Characters of a note that a marker says. */
const MAX_MARKER_TEXT = 80;

const NONE: ReadNotes = Object.freeze({ notes: Object.freeze([]), diagnostics: Object.freeze([]) });

/**
 * The notes of a session, by time. One request, none where the archive has no notes. Notes that cannot be read are told of in
 * `diagnostics`.
 *
 * @throws what is no statement about the archive, as the reason of the signal
 */
export async function readSessionNotes(
  { archive }: Pick<SessionParts, 'archive'>,
  signal: AbortSignal,
): Promise<ReadNotes> {
  if (!hasNotes(archive.manifest)) return NONE;
  try {
    return readNotes(await archive.readEntry(NOTES_ENTRY, { signal }));
  } catch (error) {
    if (!(error instanceof ArchiveError)) throw error;
    const { message } = error;
    const finding = { code: 'invalid-notes', severity: 'warning', message, entry: NOTES_ENTRY } as const;
    return { notes: [], diagnostics: [finding] };
  }
}

/** A timeline with the notes among its markers; those that cannot lie in the session are left out. */
export function withNoteMarkers(
  timeline: Timeline,
  notes: readonly Note[],
  tracks: SessionParts['tracks'],
): Timeline {
  const markers = notes
    .filter((note) => note.time <= timeline.duration && mayHavePlace(note, tracks))
    .map(markerOf);
  if (markers.length === 0) return timeline;
  const all = [...timeline.markers, ...markers].sort((a, b) => a.time - b.time);
  return Object.freeze({ ...timeline, markers: all });
}

/**
 * Notes whose anchor is not in the session (spec [NTE-4]). Loads the segments at their times, of each transcript and of the
 * changes: at most one or two a note and track.
 */
export async function findLostNotes(
  { loader, tracks }: Pick<SessionParts, 'loader' | 'tracks'>,
  notes: readonly Note[],
  signal: AbortSignal,
): Promise<readonly Note[]> {
  const lost = new Set(notes.filter((note) => note.event !== undefined || !mayHavePlace(note, tracks)));
  for (const { kind, entry } of tracks) {
    if (kind === 'terminal') continue;
    const locations = loader.locations(entry);
    for (const note of lost) {
      if (note.event === undefined) continue;
      // Events of one millisecond may lie in two segments.
      for (let index = segmentIndexAt(locations, note.time); index >= 0; index -= 1) {
        const { events } = await loader.load(entry, index, signal);
        if (events.some((event) => 'id' in event && event.id === note.event && event.t === note.time)) {
          lost.delete(note);
          break;
        }
        if (locations[index]!.time < note.time) break;
      }
    }
  }
  return notes.filter((note) => lost.has(note));
}

function mayHavePlace({ event, terminal }: Note, tracks: SessionParts['tracks']): boolean {
  if (event !== undefined) return true;
  return tracks.some(({ kind, id }) => kind === 'terminal' && id === terminal);
}

function markerOf({ time, text, template, range }: Note): Marker {
  const [line = ''] = (text ?? range?.quote ?? template ?? '').trim().split('\n');
  const short = line.length > MAX_MARKER_TEXT ? `${line.slice(0, MAX_MARKER_TEXT - 1)}…` : line;
  return Object.freeze({ time, kind: 'note', ...(short !== '' && { text: short }) });
}
