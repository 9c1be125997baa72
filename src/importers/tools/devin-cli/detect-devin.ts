import type { StoreTables } from '../../tool.ts';

/** How sure it is that a database is one of Devin: sessions, and a tree of messages. */
export function detectDevinDatabase(tables: StoreTables): number {
  const has = (name: string, ...columns: readonly string[]): boolean =>
    columns.every((column) => tables.get(name)?.includes(column) === true);
  return has('message_nodes', 'session_id', 'node_id', 'chat_message') && has('sessions', 'id') ? 0.95 : 0;
}
