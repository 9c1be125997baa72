import type { Tool } from '../../tool.ts';
import { detectAtif } from './detect-atif.ts';

/** The row of ATIF trajectory in the table of tools. */
export const atifTool: Tool = {
  id: 'atif',
  label: 'ATIF trajectory',
  detect: detectAtif,
  load: async () => (await import('./importer.ts')).atif,
};
