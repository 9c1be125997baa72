/** What an agent of the format's registry is called. */
interface AgentNames {
  /** The product. */
  readonly name: string;
  /** The one who answers in a conversation, where that is another name. */
  readonly speaker?: string;
}

/** Agents by their registered names, as the importers' table of tools has them: a test compares. */
const AGENTS: Readonly<Record<string, AgentNames>> = {
  'claude-code': { name: 'Claude Code', speaker: 'Claude' },
  'codex-cli': { name: 'Codex' },
  'gemini-cli': { name: 'Gemini CLI', speaker: 'Gemini' },
  cursor: { name: 'Cursor' },
  opencode: { name: 'OpenCode' },
  'copilot-cli': { name: 'GitHub Copilot CLI', speaker: 'Copilot' },
  'kimi-code': { name: 'Kimi Code', speaker: 'Kimi' },
  aider: { name: 'Aider' },
  chatgpt: { name: 'ChatGPT' },
  'claude-ai': { name: 'Claude' },
};

/** Names for people; an agent that the registry does not know goes by its own name. */
export function agentNames(agent: string): Required<AgentNames> {
  const { name, speaker = name } = Object.hasOwn(AGENTS, agent) ? AGENTS[agent]! : { name: agent };
  return { name, speaker };
}
