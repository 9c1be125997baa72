import type { Tool } from '../../tool.ts';
import { detectHermes, detectHermesDatabase } from './detect-hermes.ts';
import { hermesGlance } from './hermes-glance.ts';

/** The row of Hermes in the table of tools. */
export const hermesTool: Tool = {
  id: 'hermes',
  label: 'Hermes',
  agent: { name: 'Hermes', speaker: 'Hermes' },
  detect: detectHermes,
  detectStore: detectHermesDatabase,
  glance: hermesGlance,
  load: async () => (await import('./importer.ts')).hermes,
  stored: {
    folders: [
      { place: { path: '${HERMES_HOME:-~/.hermes}' }, depth: 0, sessions: /^state\.db$/ },
      {
        place: { path: '${HERMES_HOME:-~/.hermes}/sessions' },
        depth: 0,
        sessions: /^(?:session_[^/]+\.json|\d{8}_\d{6}_[^/]+\.jsonl)$/,
      },
    ],
  },
};
