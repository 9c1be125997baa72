import type { Tool } from '../../tool.ts';
import { detectIflow } from './detect-iflow.ts';
import { iflowGlance } from './iflow-glance.ts';

/** The row of iFlow CLI in the table of tools. */
export const iflowTool: Tool = {
  id: 'iflow',
  label: 'iFlow CLI',
  agent: { name: 'iFlow CLI', speaker: 'iFlow' },
  detect: detectIflow,
  glance: iflowGlance,
  load: async () => (await import('./importer.ts')).iflow,
  stored: {
    folders: [{ place: { path: '~/.iflow/projects' }, depth: 1, sessions: /^[^/]+\/session-[^/]+\.jsonl$/ }],
  },
};
