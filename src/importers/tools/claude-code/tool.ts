import { withoutExtension } from '../../place-paths.ts';
import type { Tool } from '../../tool.ts';
import { claudeCodeGlance } from './claude-code-glance.ts';
import { claudeCodeRetention } from './claude-code-retention.ts';
import { detectClaudeCode } from './detect-claude-code.ts';
import { logsOfFolder } from './log-files.ts';

/** The row of Claude Code in the table of tools. */
export const claudeCodeTool: Tool = {
  id: 'claude-code',
  label: 'Claude Code',
  agent: { name: 'Claude Code', speaker: 'Claude' },
  detect: detectClaudeCode,
  folder: logsOfFolder,
  glance: claudeCodeGlance,
  load: async () => (await import('./importer.ts')).claudeCode,
  stored: {
    folders: [
      ...[
        { path: '${CLAUDE_CONFIG_DIR:-~/.claude}/projects' },
        { path: '${XDG_CONFIG_HOME:-~/.config}/claude/projects', unless: 'CLAUDE_CONFIG_DIR' },
        { path: 'projects', each: 'CLAUDE_CONFIG_DIRS' },
      ].map((place) => ({
        place,
        depth: 1,
        sessions: /^[^/]+\/(?!agent-)[^/]+\.jsonl$/,
        parts: withoutExtension,
        subagents: /^subagents\/agent-[^/]+\.jsonl$/,
      })),
      {
        // Claude Cowork: each of its sessions has a home of its own.
        place: { path: '~/Library/Application Support/Claude/local-agent-mode-sessions', on: 'mac' },
        depth: 6,
        sessions: /^(?:[^/]+\/){0,2}local_[^/]+\/\.claude\/projects\/[^/]+\/(?!agent-)[^/]+\.jsonl$/,
        parts: withoutExtension,
        subagents: /^subagents\/agent-[^/]+\.jsonl$/,
        facts: (path) => path.replace(/(local_[^/]+)\/.*$/, '$1.json'),
      },
    ],
    retention: claudeCodeRetention,
  },
};
