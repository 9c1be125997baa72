import { firstTwoFolders } from '../../place-paths.ts';
import type { Tool } from '../../tool.ts';
import { detectKimi } from './detect-kimi.ts';
import { kimiCodeGlance } from './kimi-code-glance.ts';
import { logsOfFolder } from './logs-of-folder.ts';

/** The row of Kimi Code in the table of tools. */
export const kimiCodeTool: Tool = {
  id: 'kimi-code',
  label: 'Kimi Code',
  agent: { name: 'Kimi Code', speaker: 'Kimi' },
  detect: detectKimi,
  folder: logsOfFolder,
  glance: kimiCodeGlance,
  load: async () => (await import('./importer.ts')).kimiCode,
  stored: {
    // Three products: Kimi Code, Kimi Work, and kimi-cli before them.
    folders: [
      {
        place: { path: '${KIMI_CODE_HOME:-~/.kimi-code}/sessions' },
        depth: 4,
        sessions: /^[^/]+\/[^/]+\/agents\/main\/wire\.jsonl$/,
        root: firstTwoFolders,
        parts: (path) => `${firstTwoFolders(path)}/agents`,
        subagents: /^(?!main\/)[^/]+\/wire\.jsonl$/,
        facts: (path) => `${firstTwoFolders(path)}/state.json`,
      },
      {
        // Kimi Work, the desktop program, has Kimi Code within it.
        place: {
          path: '~/Library/Application Support/kimi-desktop/daimon-share/daimon/runtime/kimi-code/home/sessions',
          on: 'mac',
        },
        depth: 4,
        sessions: /^[^/]+\/[^/]+\/agents\/main\/wire\.jsonl$/,
        root: firstTwoFolders,
        parts: (path) => `${firstTwoFolders(path)}/agents`,
        facts: (path) => `${firstTwoFolders(path)}/state.json`,
      },
      {
        place: { path: '${KIMI_SHARE_DIR:-~/.kimi}/sessions' },
        depth: 2,
        sessions: /^[^/]+\/[^/]+\/wire\.jsonl$/,
        parts: firstTwoFolders,
        facts: (path) => `${firstTwoFolders(path)}/state.json`,
        projects: { registry: '${KIMI_SHARE_DIR:-~/.kimi}/kimi.json', hash: 'md5' },
      },
    ],
  },
};
