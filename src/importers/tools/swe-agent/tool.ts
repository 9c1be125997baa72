import type { Tool } from '../../tool.ts';
import { detectSweAgent } from './detect-swe-agent.ts';

/** The row of SWE-agent in the table of tools. */
export const sweAgentTool: Tool = {
  id: 'swe-agent',
  label: 'SWE-agent',
  agent: { name: 'SWE-agent', speaker: 'SWE-agent' },
  detect: detectSweAgent,
  load: async () => (await import('./importer.ts')).sweAgent,
};
