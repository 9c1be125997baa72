import type { Tool } from '../../tool.ts';
import { detectCrush } from './detect-crush.ts';

/** The row of Crush in the table of tools. */
export const crushTool: Tool = {
  id: 'crush',
  label: 'Crush',
  agent: { name: 'Crush', speaker: 'Crush' },
  // It has no other form than its database.
  detect: () => 0,
  detectStore: detectCrush,
  load: async () => (await import('./importer.ts')).crush,
  stored: {
    folders: [],
    inProjects: {
      name: '.crush/crush.db',
      registry: '${XDG_DATA_HOME:-~/.local/share}/crush/projects.json',
    },
  },
};
