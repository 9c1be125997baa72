import { stemOf } from '../../place-paths.ts';
import type { Tool } from '../../tool.ts';
import { detectOpenCodeDatabase } from './detect-database.ts';
import { detectOpenCode } from './detect-opencode.ts';
import { openCodeGlance } from './opencode-glance.ts';
import { sessionsOfFolder } from './sessions-of-folder.ts';

/** The row of OpenCode in the table of tools. */
export const opencodeTool: Tool = {
  id: 'opencode',
  label: 'OpenCode',
  agent: { name: 'OpenCode', speaker: 'OpenCode' },
  detect: detectOpenCode,
  detectStore: detectOpenCodeDatabase,
  folder: sessionsOfFolder,
  glance: openCodeGlance,
  load: async () => (await import('./importer.ts')).openCode,
  stored: {
    folders: [
      {
        place: { path: '${XDG_DATA_HOME:-~/.local/share}/opencode' },
        depth: 0,
        sessions: /^opencode(?:-[\w.-]+)?\.db$/,
      },
      {
        place: { path: '${XDG_DATA_HOME:-~/.local/share}/opencode' },
        fileIn: 'OPENCODE_DB',
        depth: 0,
        sessions: /\.db$/,
      },
      {
        place: { path: '${XDG_DATA_HOME:-~/.local/share}/opencode/storage' },
        depth: 2,
        sessions: /^session\/[^/]+\/ses_[^/]+\.json$/,
        root: () => '.',
        parts: (path) => `message/${stemOf(path)}`,
      },
    ],
  },
};
