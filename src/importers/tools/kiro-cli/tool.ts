import { firstFolder } from '../../place-paths.ts';
import type { Tool } from '../../tool.ts';
import { awsFolders } from './aws-folders.ts';
import { detectKiro, detectKiroDatabase } from './detect-kiro.ts';
import { kiroGlance } from './kiro-glance.ts';
import { logsOfFolder } from './logs-of-folder.ts';

/** The row of Kiro CLI in the table of tools. */
export const kiroCliTool: Tool = {
  id: 'kiro-cli',
  label: 'Kiro CLI',
  agent: { name: 'Kiro CLI', speaker: 'Kiro' },
  detect: detectKiro,
  detectStore: detectKiroDatabase,
  folder: logsOfFolder,
  glance: kiroGlance,
  load: async () => (await import('./importer.ts')).kiroCli,
  stored: {
    folders: [
      {
        place: { path: '${KIRO_HOME:-~/.kiro}/sessions' },
        depth: 2,
        // Version 2 has a folder for all, version 3 one for each project.
        sessions: /^(?:cli\/[^/]+\.jsonl|(?!cli\/)[^/]+\/[^/]+\/messages\.jsonl)$/,
        root: firstFolder,
        facts: (path) => path.replace(/\/messages\.jsonl$/, '/session.json').replace(/\.jsonl$/, '.json'),
      },
      ...awsFolders('kiro-cli'),
    ],
  },
};
