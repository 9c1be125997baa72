import type { Tool } from '../../tool.ts';
import { detectTrail } from './detect-trail.ts';

/** The row of Agent Trail in the table of tools. */
export const agentTrailTool: Tool = {
  id: 'agent-trail',
  label: 'Agent Trail',
  detect: detectTrail,
  load: async () => (await import('./importer.ts')).agentTrail,
};
