/**
 * The sessions that no other one of them started; of those that started each other in a circle, all.
 *
 * @param sessions - by their ids
 * @param parentOf - id of the session that started one
 */
export function rootSessions<T>(
  sessions: ReadonlyMap<string, T>,
  parentOf: (id: string) => string | undefined,
): readonly T[] {
  return [...sessions].flatMap(([id, session]) => (isStarted(id, sessions, parentOf) ? [] : [session]));
}

function isStarted(
  id: string,
  sessions: ReadonlyMap<string, unknown>,
  parentOf: (id: string) => string | undefined,
): boolean {
  const seen = new Set([id]);
  for (let at = parentOf(id); at !== undefined && sessions.has(at); at = parentOf(at)) {
    if (seen.has(at)) return false;
    seen.add(at);
  }
  return seen.size > 1;
}
