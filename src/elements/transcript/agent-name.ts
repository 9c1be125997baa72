import type { Agent } from '../../format/index.ts';
import { strings } from '../strings.ts';

const NAMES: Readonly<Record<string, string>> = {
  'claude-code': 'Claude',
  'codex-cli': 'Codex',
  'gemini-cli': 'Gemini',
  cursor: 'Cursor',
  opencode: 'OpenCode',
  'copilot-cli': 'Copilot',
  'kimi-code': 'Kimi',
  aider: 'Aider',
  chatgpt: 'ChatGPT',
  'claude-ai': 'Claude',
};

/** What people call the agent; an agent nobody listed goes by its registered name. */
export function agentName(agent: Agent | undefined): string {
  if (!agent?.name) return strings.transcript.agent;
  return Object.hasOwn(NAMES, agent.name) ? NAMES[agent.name]! : agent.name;
}
