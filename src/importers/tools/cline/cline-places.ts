import { inEditors } from '../../editor-folders.ts';
import type { StoredSessions } from '../../stored-sessions.ts';

/** The extensions of Cline, of Roo Code and of Kilo before its version 7. */
const EXTENSIONS = ['saoudrizwan.claude-dev', 'rooveterinaryinc.roo-cline', 'kilocode.kilo-code'];

/** Where Cline's command line keeps its sessions, and where the extensions keep their tasks. */
export const clinePlaces: StoredSessions = {
  folders: [
    {
      place: { path: '${CLINE_DIR:-~/.cline}/data/sessions' },
      depth: 1,
      sessions: /^([^/]+)\/\1\.messages\.json$/,
      parts: folderOf,
      facts: (path) => path.replace(/\.messages\.json$/, '.json'),
    },
    ...EXTENSIONS.flatMap((extension) => inEditors(`globalStorage/${extension}/tasks`)).map((place) => ({
      place,
      depth: 1,
      sessions: /^[^/]+\/ui_messages\.json$/,
      parts: folderOf,
      facts: (path: string) => `${folderOf(path)}/history_item.json`,
    })),
  ],
};

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/'));
}
