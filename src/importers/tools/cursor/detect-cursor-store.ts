import type { StoreTables } from '../../tool.ts';

/** The databases that Cursor keeps conversations in. */
export type CursorStoreKind = 'window' | 'command-line';

/** Which database of Cursor has these tables: `state.vscdb` of its window, or `store.db` of its command line. */
export function cursorStoreKind(tables: { keys(): Iterable<string> }): CursorStoreKind | undefined {
  const names = new Set(tables.keys());
  if (names.has('cursorDiskKV')) return 'window';
  if (names.has('blobs') && names.has('meta') && names.size === 2) return 'command-line';
  return names.has('ItemTable') ? 'window' : undefined;
}

/**
 * How sure it is that a database is one of Cursor. `ItemTable` alone is what every editor made of VS Code has; the first
 * versions of Cursor had no other table either.
 */
export function detectCursorStore(tables: StoreTables): number {
  const kind = cursorStoreKind(tables);
  if (kind === undefined) return 0;
  if (kind === 'command-line') {
    return tables.get('blobs')!.includes('data') && tables.get('meta')!.includes('value') ? 0.8 : 0;
  }
  return tables.has('cursorDiskKV') ? 0.9 : 0.4;
}
