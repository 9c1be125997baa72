import type { Tool } from '../../tool.ts';
import { detectScript } from './detect-script.ts';

/** The row of script (typescript) in the table of tools. */
export const scriptTool: Tool = {
  id: 'script',
  label: 'script (typescript)',
  recordsTerminal: true,
  detect: detectScript,
  load: async () => (await import('./importer.ts')).scriptRecording,
};
