import { filesOfExport } from '../../exports/files-of-export.ts';
import type { Tool } from '../../tool.ts';
import { detectClaudeAi } from './detect-claude-ai.ts';

/** The row of Claude.ai account export in the table of tools. */
export const claudeAiTool: Tool = {
  id: 'claude-ai',
  label: 'Claude.ai account export',
  agent: { name: 'Claude', speaker: 'Claude' },
  detect: detectClaudeAi,
  folder: filesOfExport,
  load: async () => (await import('./importer.ts')).claudeAiExport,
};
