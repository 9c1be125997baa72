import { firstFolder } from '../../place-paths.ts';
import type { Tool } from '../../tool.ts';
import { detectGemini } from './detect-gemini.ts';
import { filesOfFolder } from './files-of-folder.ts';
import { geminiGlance } from './gemini-glance.ts';
import { geminiRetention } from './gemini-retention.ts';

/** The row of Gemini CLI in the table of tools. */
export const geminiCliTool: Tool = {
  id: 'gemini-cli',
  label: 'Gemini CLI',
  agent: { name: 'Gemini CLI', speaker: 'Gemini' },
  detect: detectGemini,
  folder: filesOfFolder,
  glance: geminiGlance,
  load: async () => (await import('./importer.ts')).geminiCli,
  stored: {
    folders: [
      {
        place: { path: '${GEMINI_CLI_HOME:-~}/.gemini/tmp' },
        depth: 2,
        sessions: /^[^/]+\/chats\/session-[^/]+\.jsonl?$/,
        root: firstFolder,
        parts: (path, sessionId) =>
          sessionId === undefined ? undefined : `${firstFolder(path)}/chats/${sessionId}`,
        subagents: /^[^/]+\.jsonl$/,
        facts: (path) => `${firstFolder(path)}/.project_root`,
        projects: { registry: '${GEMINI_CLI_HOME:-~}/.gemini/projects.json', hash: 'sha256' },
      },
    ],
    retention: geminiRetention,
  },
};
