import type { Tool } from '../../tool.ts';
import { detectDevinDatabase } from './detect-devin.ts';

/** The row of Devin CLI in the table of tools. */
export const devinCliTool: Tool = {
  id: 'devin-cli',
  label: 'Devin CLI',
  agent: { name: 'Devin CLI', speaker: 'Devin' },
  // Its sessions are in a database.
  detect: () => 0,
  detectStore: detectDevinDatabase,
  load: async () => (await import('./importer.ts')).devinCli,
  stored: {
    folders: [
      { path: '${XDG_DATA_HOME:-~/.local/share}/devin/cli' },
      { path: '~/Library/Application Support/devin/cli', on: 'mac' as const },
      { path: '~/AppData/Roaming/devin/cli', on: 'windows' as const },
    ].map((place) => ({ place, depth: 0, sessions: /^sessions\.db$/ })),
  },
};
