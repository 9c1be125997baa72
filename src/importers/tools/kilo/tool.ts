import type { Tool } from '../../tool.ts';
import { detectKiloDatabase } from '../opencode/detect-database.ts';

/** The row of Kilo in the table of tools. */
export const kiloTool: Tool = {
  id: 'kilo',
  label: 'Kilo',
  agent: { name: 'Kilo', speaker: 'Kilo' },
  // A document of it is one of OpenCode, as far as can be told.
  detect: () => 0,
  detectStore: detectKiloDatabase,
  load: async () => (await import('./importer.ts')).kilo,
  stored: {
    folders: [
      {
        place: { path: '${XDG_DATA_HOME:-~/.local/share}/kilo' },
        depth: 0,
        sessions: /^kilo(?:-[\w.-]+)?\.db$/,
      },
    ],
  },
};
