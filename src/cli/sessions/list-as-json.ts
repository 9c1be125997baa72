import { tools } from '../../importers/index.ts';
import type { ArchiveShelf } from './archive-shelf.ts';
import type { ArchiveState } from './current-archive.ts';
import type { FoundSessions } from './find-sessions.ts';
import type { FoundSession } from './found-session.ts';
import { foundPlaces } from './tell-places.ts';

/** What a list is told with. */
export interface JsonListOptions {
  readonly found: FoundSessions;
  readonly archived: ReadonlyMap<FoundSession, ArchiveState>;
  readonly shelf: ArchiveShelf;
}

/** All that is known of sessions, and of where they were looked for, as one JSON value. */
export function listAsJson(
  sessions: readonly FoundSession[],
  { found, archived, shelf }: JsonListOptions,
): unknown {
  const places = foundPlaces(found.sessions);
  return {
    sessions: sessions.map((session) => ({
      ...session,
      startedAt: isoOf(session.startedAt),
      endedAt: isoOf(session.endedAt),
      modifiedAt: isoOf(session.modifiedAt),
      expiresAt: isoOf(session.expiresAt),
      archived: archived.get(session),
      archives: shelf.ofSession(session).map(({ path }) => path),
      place: undefined,
      root: undefined,
      parts: undefined,
      subagentLogs: undefined,
      revision: undefined,
    })),
    places: places.map((place) => ({ ...place, oldest: isoOf(place.oldest), newest: isoOf(place.newest) })),
    notFound: tools.flatMap(({ id, stored }) =>
      stored && !places.some(({ tool }) => tool === id) ? [id] : [],
    ),
    searched: found.searched,
    skipped: found.skipped,
    archivesIn: shelf.folder,
  };
}

/** A retention of centuries, which people do set, may end beyond what a date can say. */
function isoOf(time: number | undefined): string | undefined {
  return time === undefined || Math.abs(time) > 8.64e15 ? undefined : new Date(time).toISOString();
}
