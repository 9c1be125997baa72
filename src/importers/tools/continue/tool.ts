import type { Tool } from '../../tool.ts';
import { continueGlance } from './continue-glance.ts';
import { detectContinue } from './detect-continue.ts';
import { sessionsOfFolder } from './sessions-of-folder.ts';

/** The row of Continue in the table of tools. */
export const continueTool: Tool = {
  id: 'continue',
  label: 'Continue',
  agent: { name: 'Continue', speaker: 'Continue' },
  detect: detectContinue,
  folder: sessionsOfFolder,
  glance: continueGlance,
  load: async () => (await import('./importer.ts')).continueSessions,
  stored: {
    folders: [
      {
        place: { path: '${CONTINUE_GLOBAL_DIR:-~/.continue}/sessions' },
        depth: 0,
        sessions: /^(?!sessions\.json$)[^/]+\.json$/,
      },
    ],
  },
};
