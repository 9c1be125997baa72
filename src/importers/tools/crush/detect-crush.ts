import type { StoreTables } from '../../tool.ts';

/** How sure it is that a database is one of Crush, or of the OpenCode that was written in Go, which it was made of. */
export function detectCrush(tables: StoreTables): number {
  const has = (name: string, ...columns: readonly string[]): boolean =>
    columns.every((column) => tables.get(name)?.includes(column) === true);
  const isCrush =
    has('sessions', 'id', 'title', 'prompt_tokens') &&
    has('messages', 'id', 'session_id', 'parts') &&
    has('files', 'session_id', 'path', 'content', 'version');
  return isCrush ? 0.9 : 0;
}
