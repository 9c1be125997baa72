import type { Tool } from '../../tool.ts';
import { ampGlance } from './amp-glance.ts';
import { detectAmp } from './detect-amp.ts';

/** The row of Amp in the table of tools. */
export const ampTool: Tool = {
  id: 'amp',
  label: 'Amp',
  agent: { name: 'Amp', speaker: 'Amp' },
  detect: detectAmp,
  glance: ampGlance,
  load: async () => (await import('./importer.ts')).amp,
  stored: {
    folders: [
      {
        place: { path: '${XDG_DATA_HOME:-~/.local/share}/amp/threads' },
        depth: 0,
        sessions: /^T-[^/]+\.json$/,
      },
    ],
  },
};
