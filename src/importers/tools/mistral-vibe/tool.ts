import { firstFolder } from '../../place-paths.ts';
import type { Tool } from '../../tool.ts';
import { detectVibe } from './detect-vibe.ts';
import { logsOfFolder } from './session-meta.ts';
import { vibeGlance } from './vibe-glance.ts';

/** The row of Mistral Vibe in the table of tools. */
export const mistralVibeTool: Tool = {
  id: 'mistral-vibe',
  label: 'Mistral Vibe',
  agent: { name: 'Mistral Vibe', speaker: 'Vibe' },
  detect: detectVibe,
  folder: logsOfFolder,
  glance: vibeGlance,
  load: async () => (await import('./importer.ts')).mistralVibe,
  stored: {
    folders: [
      {
        place: { path: '${VIBE_HOME:-~/.vibe}/logs/session' },
        depth: 1,
        sessions: /^(?:[^/]+\/messages\.jsonl|session_[^/]+\.json)$/,
        parts: (path) => (path.includes('/') ? firstFolder(path) : undefined),
        facts: (path) => path.replace(/[^/]*$/, 'meta.json'),
      },
    ],
  },
};
