import { stemOf } from '../../place-paths.ts';
import type { Tool } from '../../tool.ts';
import { cursorGlance } from './cursor-glance.ts';
import { detectCursorStore } from './detect-cursor-store.ts';
import { detectCursor } from './detect-cursor.ts';

/** The row of Cursor in the table of tools. */
export const cursorTool: Tool = {
  id: 'cursor',
  label: 'Cursor',
  agent: { name: 'Cursor', speaker: 'Cursor' },
  detect: detectCursor,
  detectStore: detectCursorStore,
  glance: cursorGlance,
  load: async () => (await import('./importer.ts')).cursor,
  stored: {
    folders: [
      {
        place: { path: '~/.cursor/projects' },
        depth: 3,
        sessions: /^[^/]+\/agent-transcripts\/(?:[^/]+|([^/]+)\/\1)\.jsonl$/,
        parts: (path) => (path.split('/').length > 3 ? path.slice(0, path.lastIndexOf('/')) : undefined),
        subagents: /^subagents\/[^/]+\.jsonl$/,
        projects: {},
        idOf: stemOf,
      },
      {
        place: { path: '~/.cursor/chats' },
        depth: 2,
        sessions: /^[^/]+\/[^/]+\/store\.db$/,
        // Transcripts of the same sessions lie beside this folder.
        root: () => '..',
      },
      ...[
        { path: '~/Library/Application Support/Cursor/User', on: 'mac' as const },
        { path: '${APPDATA:-~/AppData/Roaming}/Cursor/User', on: 'windows' as const },
        { path: '${XDG_CONFIG_HOME:-~/.config}/Cursor/User', on: 'others' as const },
      ].map((place) => ({
        place,
        depth: 2,
        sessions: /^(?:globalStorage|workspaceStorage\/[^/]+)\/state\.vscdb$/,
      })),
    ],
  },
};
