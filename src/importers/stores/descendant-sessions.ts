import type { LogRecord } from '../sources/log-record.ts';
import type { StoreSession } from './store-session.ts';

/** Sessions of subagents, and of subagents of these, that are read. */
const MAX_DESCENDANTS = 500;

/** A session that another one started. */
export interface Descendant {
  readonly session: StoreSession;
  /** Id of the session that started it. */
  readonly parent: string;
}

/**
 * The sessions that a session started, and those that they started, each after the one that started it; a circle ends
 * where it closes.
 *
 * @param childrenOf - the sessions that one started: id, and what the database says of it
 */
export async function descendantSessions(
  session: StoreSession,
  childrenOf: (id: string) => AsyncIterable<{ readonly id: string; readonly facts: LogRecord }>,
): Promise<readonly Descendant[]> {
  const found: Descendant[] = [];
  const seen = new Set([session.id]);
  const waiting = [session.id];
  for (let parent = waiting.shift(); parent !== undefined; parent = waiting.shift()) {
    for await (const { id, facts } of childrenOf(parent)) {
      if (seen.has(id) || found.length === MAX_DESCENDANTS) continue;
      seen.add(id);
      found.push({ session: session.child(id, facts), parent });
      waiting.push(id);
    }
  }
  return found;
}
