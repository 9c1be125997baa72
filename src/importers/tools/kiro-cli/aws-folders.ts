import type { SessionFolder } from '../../stored-sessions.ts';

/** Where programs of AWS keep their database. */
export function awsFolders(program: string): readonly SessionFolder[] {
  return [
    { path: `~/Library/Application Support/${program}`, on: 'mac' as const },
    { path: `\${XDG_DATA_HOME:-~/.local/share}/${program}`, on: 'others' as const },
  ].map((place) => ({ place, depth: 0, sessions: /^data\.sqlite3$/ }));
}
