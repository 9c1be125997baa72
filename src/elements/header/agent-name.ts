import type { Agent } from '../../format/index.ts';

/** Names for people of the agents in the format's registry. */
const NAMES: Readonly<Record<string, string>> = {
  'claude-code': 'Claude Code',
  'codex-cli': 'Codex CLI',
  'gemini-cli': 'Gemini CLI',
  cursor: 'Cursor',
  opencode: 'OpenCode',
  'copilot-cli': 'GitHub Copilot CLI',
  'kimi-code': 'Kimi Code',
  aider: 'Aider',
  chatgpt: 'ChatGPT',
  'claude-ai': 'Claude',
};

/** Name and version for people: `Claude Code 2.1`. An agent the registry does not know goes by its own name. */
export function agentName({ name, version }: Agent): string {
  const known = Object.hasOwn(NAMES, name) ? NAMES[name]! : name;
  const short = version === undefined ? undefined : /^\d+(?:\.\d+)?/.exec(version)?.[0];
  return short === undefined ? known : `${known} ${short}`;
}
