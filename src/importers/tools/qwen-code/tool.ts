import { firstFolder, stemOf } from '../../place-paths.ts';
import type { Tool } from '../../tool.ts';
import { detectQwen } from './detect-qwen.ts';
import { logsOfFolder } from './logs-of-folder.ts';
import { qwenGlance } from './qwen-glance.ts';

/** The row of Qwen Code in the table of tools. */
export const qwenCodeTool: Tool = {
  id: 'qwen-code',
  label: 'Qwen Code',
  agent: { name: 'Qwen Code', speaker: 'Qwen' },
  detect: detectQwen,
  folder: logsOfFolder,
  glance: qwenGlance,
  load: async () => (await import('./importer.ts')).qwenCode,
  stored: {
    folders: [
      {
        place: { path: '${QWEN_RUNTIME_DIR:-${QWEN_HOME:-~/.qwen}}/projects' },
        depth: 3,
        sessions: /^[^/]+\/chats\/(?:archive\/)?[^/]+\.jsonl$/,
        root: firstFolder,
        parts: (path) => `${firstFolder(path)}/subagents/${stemOf(path)}`,
        subagents: /^[^/]+\.jsonl$/,
      },
    ],
  },
};
