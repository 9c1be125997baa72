import { inEditors } from '../../editor-folders.ts';
import type { StoredSessions } from '../../stored-sessions.ts';

/** Where VS Code, and the editors made of it, keep sessions of the chat: of a folder, and of windows without one. */
export const vsCodeChatPlaces: StoredSessions = {
  folders: [
    ...inEditors('workspaceStorage').map((place) => ({
      place,
      depth: 2,
      sessions: /^[^/]+\/chatSessions\/[^/]+\.jsonl?$/,
      root: workspaceOf,
      facts: (path: string) => `${workspaceOf(path)}/workspace.json`,
    })),
    ...inEditors('globalStorage/emptyWindowChatSessions').map((place) => ({
      place,
      depth: 0,
      sessions: /^[^/]+\.jsonl?$/,
    })),
  ],
};

function workspaceOf(path: string): string {
  return path.split('/', 1)[0]!;
}
