import type { Tool } from '../../tool.ts';
import { detectMiniSwe } from './detect-mini-swe.ts';
import { miniSweGlance } from './mini-swe-glance.ts';

/** The row of mini-swe-agent in the table of tools. */
export const miniSweAgentTool: Tool = {
  id: 'mini-swe-agent',
  label: 'mini-swe-agent',
  agent: { name: 'mini-swe-agent', speaker: 'mini' },
  detect: detectMiniSwe,
  glance: miniSweGlance,
  load: async () => (await import('./importer.ts')).miniSweAgent,
  stored: {
    folders: [
      {
        place: { path: '${MSWEA_GLOBAL_CONFIG_DIR:-~/.config/mini-swe-agent}' },
        depth: 0,
        sessions: /\.traj\.json$/,
      },
      {
        place: { path: '~/Library/Application Support/mini-swe-agent', on: 'mac' },
        depth: 0,
        sessions: /\.traj\.json$/,
      },
    ],
  },
};
