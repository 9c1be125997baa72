import type { Tool } from '../../tool.ts';
import { antigravityGlance } from './antigravity-glance.ts';
import { antigravityPlaces } from './antigravity-places.ts';
import { detectAntigravity } from './detect-antigravity.ts';
import { transcriptsOfFolder } from './files-of-folder.ts';

/** The row of Antigravity CLI in the table of tools. */
export const antigravityCliTool: Tool = {
  id: 'antigravity-cli',
  label: 'Antigravity CLI',
  agent: { name: 'Antigravity CLI', speaker: 'Antigravity' },
  detect: detectAntigravity,
  folder: transcriptsOfFolder,
  glance: antigravityGlance,
  load: async () => (await import('./importer.ts')).antigravityCli,
  stored: antigravityPlaces,
};
