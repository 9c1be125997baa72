import { filesOfExport } from '../../exports/files-of-export.ts';
import type { Tool } from '../../tool.ts';
import { detectChatGpt } from './detect-chatgpt.ts';

/** The row of ChatGPT account export in the table of tools. */
export const chatgptTool: Tool = {
  id: 'chatgpt',
  label: 'ChatGPT account export',
  agent: { name: 'ChatGPT', speaker: 'ChatGPT' },
  detect: detectChatGpt,
  folder: filesOfExport,
  load: async () => (await import('./importer.ts')).chatGptExport,
};
