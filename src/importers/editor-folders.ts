import type { PlacedPath } from './stored-sessions.ts';

/** Editors that are made of VS Code's source, by the folder that each keeps the settings of a person in. */
const EDITORS = ['Code', 'Code - Insiders', 'VSCodium', 'Cursor', 'Windsurf', 'Positron'];

/** Where the folders of programs lie on each platform. */
const BASES = [
  { base: '${XDG_CONFIG_HOME:-~/.config}', on: 'others' },
  { base: '~/Library/Application Support', on: 'mac' },
  { base: '${APPDATA:-~/AppData/Roaming}', on: 'windows' },
] as const;

/**
 * A folder below that of a person's settings, in VS Code and each editor that is made of it, on each platform; and where
 * VS Code runs on another computer, there.
 *
 * @param below - relative to `User`: `globalStorage/…`
 */
export function inEditors(below: string): readonly PlacedPath[] {
  const placed = EDITORS.flatMap((editor) =>
    BASES.map(({ base, on }): PlacedPath => ({ path: `${base}/${editor}/User/${below}`, on })),
  );
  return [...placed, { path: `~/.vscode-server/data/User/${below}`, on: 'others' }];
}
