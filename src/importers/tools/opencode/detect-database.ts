import type { StoreTables } from '../../tool.ts';

/** How sure it is that a database is one of OpenCode, or of a program that was made of it. */
export function detectOpenCodeDatabase(tables: StoreTables): number {
  return isOfFamily(tables) ? (isOfKilo(tables) ? 0.8 : 0.9) : 0;
}

/** How sure it is that a database is one of Kilo, which has tables of its own beside those of OpenCode. */
export function detectKiloDatabase(tables: StoreTables): number {
  return isOfFamily(tables) ? (isOfKilo(tables) ? 0.95 : 0.8) : 0;
}

function isOfKilo(tables: StoreTables): boolean {
  return [...tables.keys()].some((name) => name.startsWith('kilo_'));
}

function isOfFamily(tables: StoreTables): boolean {
  return (
    hasColumns(tables, 'session', 'id', 'directory') &&
    hasColumns(tables, 'message', 'id', 'session_id', 'data') &&
    hasColumns(tables, 'part', 'id', 'message_id', 'data')
  );
}

function hasColumns(tables: StoreTables, name: string, ...columns: readonly string[]): boolean {
  return columns.every((column) => tables.get(name)?.includes(column) === true);
}
