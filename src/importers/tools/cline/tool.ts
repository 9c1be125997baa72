import type { Tool } from '../../tool.ts';
import { clineGlance } from './cline-glance.ts';
import { clinePlaces } from './cline-places.ts';
import { detectCline } from './detect-cline.ts';
import { sessionsOfFolder } from './files-of-folder.ts';

/** The row of Cline in the table of tools. */
export const clineTool: Tool = {
  id: 'cline',
  label: 'Cline',
  agent: { name: 'Cline', speaker: 'Cline' },
  detect: detectCline,
  folder: sessionsOfFolder,
  glance: clineGlance,
  load: async () => (await import('./importer.ts')).cline,
  stored: clinePlaces,
};
