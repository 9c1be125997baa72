import type { Tool } from '../../tool.ts';
import { detectAsciicast } from './detect-asciicast.ts';

/** The row of asciicast (asciinema) in the table of tools. */
export const asciicastTool: Tool = {
  id: 'asciicast',
  label: 'asciicast (asciinema)',
  recordsTerminal: true,
  detect: detectAsciicast,
  load: async () => (await import('./importer.ts')).asciicast,
};
