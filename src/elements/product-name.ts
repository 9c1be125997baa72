/** Agents by their registered names, as the importers' table of tools has them: a test compares. */
const PRODUCTS: Readonly<Record<string, string>> = {
  'claude-code': 'Claude Code',
  'codex-cli': 'Codex',
  'gemini-cli': 'Gemini CLI',
  cursor: 'Cursor',
  opencode: 'OpenCode',
  'copilot-cli': 'GitHub Copilot CLI',
  'kimi-code': 'Kimi Code',
  aider: 'Aider',
  chatgpt: 'ChatGPT',
  'claude-ai': 'Claude',
};

/** An agent's name for people; one that the registry does not know goes by its own name. */
export function productName(agent: string): string {
  return Object.hasOwn(PRODUCTS, agent) ? PRODUCTS[agent]! : agent;
}
