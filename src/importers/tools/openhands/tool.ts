import { firstFolder } from '../../place-paths.ts';
import type { Tool } from '../../tool.ts';
import { detectOpenHands } from './detect-openhands.ts';
import { logsOfFolder } from './logs-of-folder.ts';

/** The row of OpenHands in the table of tools. */
export const openhandsTool: Tool = {
  id: 'openhands',
  label: 'OpenHands',
  agent: { name: 'OpenHands', speaker: 'OpenHands' },
  detect: detectOpenHands,
  folder: logsOfFolder,
  load: async () => (await import('./importer.ts')).openHands,
  stored: {
    folders: [
      {
        place: {
          path: '${OPENHANDS_CONVERSATIONS_DIR:-${OPENHANDS_PERSISTENCE_DIR:-~/.openhands}/conversations}',
        },
        depth: 1,
        sessions: /^[^/]+\/base_state\.json$/,
        parts: (path) => `${firstFolder(path)}/events`,
      },
    ],
  },
};
