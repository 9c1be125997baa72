import type { Tool } from '../../tool.ts';
import { detectAcp } from './detect-acp.ts';

/** The row of Agent Client Protocol in the table of tools. */
export const acpTool: Tool = {
  id: 'acp',
  label: 'Agent Client Protocol',
  detect: detectAcp,
  load: async () => (await import('./importer.ts')).acp,
};
