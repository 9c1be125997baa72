import type { Tool } from '../../tool.ts';
import { detectDroid } from './detect-droid.ts';
import { droidGlance } from './droid-glance.ts';
import { logsOfFolder } from './logs-of-folder.ts';

/** The row of Factory Droid in the table of tools. */
export const droidTool: Tool = {
  id: 'droid',
  label: 'Factory Droid',
  agent: { name: 'Factory Droid', speaker: 'Droid' },
  detect: detectDroid,
  folder: logsOfFolder,
  glance: droidGlance,
  load: async () => (await import('./importer.ts')).droid,
  stored: {
    folders: [
      {
        place: { path: '${FACTORY_HOME_OVERRIDE:-~}/.factory/sessions' },
        depth: 1,
        sessions: /^(?:[^/]+\/)?[^/]+\.jsonl$/,
      },
    ],
  },
};
