import type { Tool } from '../../tool.ts';
import { copilotCliGlance } from './copilot-cli-glance.ts';
import { detectCopilotCli } from './detect-copilot-cli.ts';

/** The row of GitHub Copilot CLI in the table of tools. */
export const copilotCliTool: Tool = {
  id: 'copilot-cli',
  label: 'GitHub Copilot CLI',
  agent: { name: 'GitHub Copilot CLI', speaker: 'Copilot' },
  detect: detectCopilotCli,
  glance: copilotCliGlance,
  load: async () => (await import('./importer.ts')).copilotCli,
  stored: {
    folders: [
      {
        place: { path: '${COPILOT_HOME:-~/.copilot}/session-state' },
        depth: 1,
        sessions: /^(?:[^/]+\/events|[^/]+)\.jsonl$/,
        facts: (path) => path.replace(/[^/]*$/, 'workspace.yaml'),
      },
    ],
  },
};
