import type { Tool } from '../../tool.ts';
import { detectPi } from './detect-pi.ts';
import { piGlance } from './pi-glance.ts';
import { piPlaces } from './pi-places.ts';

/** The row of Pi in the table of tools. */
export const piTool: Tool = {
  id: 'pi',
  label: 'Pi',
  agent: { name: 'Pi', speaker: 'Pi' },
  detect: detectPi,
  glance: piGlance,
  load: async () => (await import('./importer.ts')).pi,
  stored: piPlaces,
};
