import type { Tool } from '../../tool.ts';
import { codexGlance } from './codex-glance.ts';
import { detectCodex } from './detect-codex.ts';
import { findRollouts } from './find-rollouts.ts';

/** The row of Codex in the table of tools. */
export const codexCliTool: Tool = {
  id: 'codex-cli',
  label: 'Codex',
  agent: { name: 'Codex', speaker: 'Codex' },
  detect: detectCodex,
  folder: findRollouts,
  glance: codexGlance,
  load: async () => (await import('./importer.ts')).codex,
  stored: {
    folders: [
      {
        place: { path: '${CODEX_HOME:-~/.codex}/sessions' },
        depth: 3,
        sessions: /^(?:\d{4}\/\d\d\/\d\d\/)?rollout-[^/]+\.jsonl?(?:\.zst)?$/,
      },
      {
        place: { path: '${CODEX_HOME:-~/.codex}/archived_sessions' },
        depth: 0,
        sessions: /^rollout-[^/]+\.jsonl?(?:\.zst)?$/,
      },
    ],
  },
};
