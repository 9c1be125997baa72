import type { Tool } from '../../tool.ts';
import { detectAider } from './detect-aider.ts';

/** The row of Aider in the table of tools. */
export const aiderTool: Tool = {
  id: 'aider',
  label: 'Aider',
  agent: { name: 'Aider', speaker: 'Aider' },
  detect: detectAider,
  load: async () => (await import('./importer.ts')).aider,
  stored: {
    folders: [],
    inProjects: { name: '.aider.chat.history.md', variable: 'AIDER_CHAT_HISTORY_FILE' },
  },
};
