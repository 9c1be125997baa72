import type { FoundSession } from './found-session.ts';

/** The log of a subagent that was found where a tool keeps its sessions. */
export interface FoundPart {
  readonly tool: string;
  /** Absolute. */
  readonly path: string;
  /** Id that the tool gave it, and the session that it belongs to. */
  readonly sessionId?: string | undefined;
  readonly parent?: string | undefined;
}

/**
 * Puts subagents into the sessions that started them, also by way of other subagents, and leaves out what is there
 * twice. A part whose session is gone belongs to nobody.
 */
export function foldSessions(
  sessions: readonly FoundSession[],
  parts: readonly FoundPart[],
): readonly FoundSession[] {
  const parents = new Map(
    parts.flatMap(({ tool, sessionId, parent }) =>
      sessionId === undefined || parent === undefined
        ? []
        : [[keyOf(tool, sessionId), keyOf(tool, parent)] as const],
    ),
  );
  const logs = new Map<string, string[]>();
  for (const { tool, path, parent } of parts) {
    if (parent === undefined) continue;
    const root = rootOf(keyOf(tool, parent), parents);
    logs.set(root, [...(logs.get(root) ?? []), path]);
  }
  return withoutMoved(sessions).map((session) => {
    const { tool, sessionId, subagents = 0 } = session;
    const own = sessionId === undefined ? undefined : logs.get(keyOf(tool, sessionId));
    return own ? { ...session, subagents: subagents + own.length, subagentLogs: own } : session;
  });
}

/** Tools that moved their sessions into a database left the old files behind: of both, the database goes on. */
function withoutMoved(sessions: readonly FoundSession[]): readonly FoundSession[] {
  const held = new Set(
    sessions.flatMap(({ tool, session }) => (session === undefined ? [] : keyOf(tool, session))),
  );
  return sessions.filter(
    ({ tool, session, sessionId }) =>
      session !== undefined || sessionId === undefined || !held.has(keyOf(tool, sessionId)),
  );
}

/** What no other is above of; in a circle, which no tool writes, any of it. */
function rootOf(key: string, parents: ReadonlyMap<string, string>): string {
  const seen = new Set<string>();
  let root = key;
  for (let above = parents.get(root); above !== undefined && !seen.has(above); above = parents.get(root)) {
    seen.add(above);
    root = above;
  }
  return root;
}

function keyOf(tool: string, id: string): string {
  return `${tool} ${id}`;
}
