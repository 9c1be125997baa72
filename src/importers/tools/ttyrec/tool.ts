import type { Tool } from '../../tool.ts';
import { detectFrames } from './detect-frames.ts';

/** The row of ttyrec in the table of tools. */
export const ttyrecTool: Tool = {
  id: 'ttyrec',
  label: 'ttyrec',
  recordsTerminal: true,
  detect: (head) => detectFrames(head).confidence,
  load: async () => (await import('./importer.ts')).ttyrec,
};
