/** What a player shows of a track at its playhead, and what is read of it at a time, in forms that can be compared. */
import type { TrackDescription } from '#src/format/index.ts';
import type { Player } from '#src/player/index.ts';
import type { Session } from '#src/reading/index.ts';

/** Loads what lies before the windows of a player's transcripts and changes. */
export async function shownWhole(player: Player): Promise<void> {
  const earlier = (): string | undefined => {
    const { transcripts, changes } = player.store.state;
    return [...transcripts.values(), ...(changes ? [changes] : [])].find(({ hasEarlier }) => hasEarlier)
      ?.track.entry;
  };
  for (let entry = earlier(); entry !== undefined; entry = earlier()) await player.loadEarlier(entry);
}

/** What a player shows of a track, its window whole. */
export function seenAt({ store: { state } }: Player, { kind, id }: TrackDescription): unknown {
  if (kind === 'transcript') return state.transcripts.get(id)!.items;
  if (kind === 'changes') {
    const { changes, files } = state.changes!;
    return { changes, files };
  }
  const { cols, rows, title, cursor, lines } = state.terminals.get(id)!.screen!;
  return { cols, rows, title, cursor, lines };
}

/** The same, read at a session time (ms). */
export async function readAt(
  session: Session,
  { kind, id }: TrackDescription,
  time: number,
): Promise<unknown> {
  if (kind === 'transcript') return all(session.transcript({ track: id, to: time }));
  if (kind === 'changes') {
    return { changes: await all(session.changes({ to: time })), files: await session.changedFiles(time) };
  }
  return session.terminalAt(id, time);
}

async function all<T>(values: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const value of values) list.push(value);
  return list;
}
