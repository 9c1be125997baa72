import { firstFolder, firstTwoFolders } from '../../place-paths.ts';
import type { Tool } from '../../tool.ts';
import { detectGrok } from './detect-grok.ts';
import { grokGlance } from './grok-glance.ts';
import { logsOfFolder } from './session-folder.ts';

/** The row of Grok CLI in the table of tools. */
export const grokCliTool: Tool = {
  id: 'grok-cli',
  label: 'Grok CLI',
  agent: { name: 'Grok CLI', speaker: 'Grok' },
  detect: detectGrok,
  folder: logsOfFolder,
  glance: grokGlance,
  load: async () => (await import('./importer.ts')).grokCli,
  stored: {
    folders: [
      {
        place: { path: '${GROK_HOME:-~/.grok}/sessions' },
        depth: 2,
        sessions: /^[^/]+\/[^/]+\/chat_history\.jsonl$/,
        root: firstFolder,
        parts: firstTwoFolders,
        facts: (path) => `${firstTwoFolders(path)}/summary.json`,
      },
    ],
  },
};
