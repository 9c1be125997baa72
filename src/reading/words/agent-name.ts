import type { Agent } from '../../format/index.ts';

/**
 * What people call the agents of the format's registry: in full, and in a conversation, where the two differ; as the
 * importers' table of tools has them: a test compares.
 */
const NAMES: Readonly<Record<string, readonly [full: string, short?: string]>> = {
  'claude-code': ['Claude Code', 'Claude'],
  'codex-cli': ['Codex'],
  'gemini-cli': ['Gemini CLI', 'Gemini'],
  cursor: ['Cursor'],
  opencode: ['OpenCode'],
  kilo: ['Kilo'],
  crush: ['Crush'],
  'kiro-cli': ['Kiro CLI', 'Kiro'],
  'amazon-q': ['Amazon Q CLI', 'Amazon Q'],
  goose: ['Goose'],
  'copilot-cli': ['GitHub Copilot CLI', 'Copilot'],
  'kimi-code': ['Kimi Code', 'Kimi'],
  'qwen-code': ['Qwen Code', 'Qwen'],
  iflow: ['iFlow CLI', 'iFlow'],
  droid: ['Factory Droid', 'Droid'],
  'grok-cli': ['Grok CLI', 'Grok'],
  continue: ['Continue'],
  hermes: ['Hermes'],
  'mistral-vibe': ['Mistral Vibe', 'Vibe'],
  pi: ['Pi'],
  cline: ['Cline'],
  'vscode-copilot-chat': ['VS Code Copilot Chat', 'Copilot'],
  'antigravity-cli': ['Antigravity CLI', 'Antigravity'],
  aider: ['Aider'],
  openhands: ['OpenHands'],
  'swe-agent': ['SWE-agent'],
  'mini-swe-agent': ['mini-swe-agent', 'mini'],
  'devin-cli': ['Devin CLI', 'Devin'],
  amp: ['Amp'],
  chatgpt: ['ChatGPT'],
  'claude-ai': ['Claude'],
};

function namesOf(name: string): readonly [full: string, short?: string] {
  // An agent the registry does not know goes by its own name.
  return Object.hasOwn(NAMES, name) ? NAMES[name]! : [name];
}

/** What the agent is called in its conversation: `Claude`; empty where it has no name. */
export function shortAgentName({ name }: Agent): string {
  const [full, short = full] = namesOf(name);
  return short;
}

/** Name and version in full: `Claude Code 2.1`. */
export function fullAgentName({ name, version }: Agent): string {
  const number = version === undefined ? undefined : /^\d+(?:\.\d+)?/.exec(version)?.[0];
  return [namesOf(name)[0], number].filter(Boolean).join(' ');
}
