import type { Agent } from '../../format/index.ts';
import { productName } from '../product-name.ts';
import { strings } from '../strings.ts';

/** Who answers, where that is not called as the product is; the table of tools has the same. */
const SPEAKERS: Readonly<Record<string, string>> = {
  'claude-code': 'Claude',
  'gemini-cli': 'Gemini',
  'copilot-cli': 'Copilot',
  'kimi-code': 'Kimi',
};

/** What people call the one who answers; an agent that the registry does not know goes by its own name. */
export function speakerName(agent: Pick<Agent, 'name'> | undefined): string {
  if (!agent?.name) return strings.transcript.agent;
  return Object.hasOwn(SPEAKERS, agent.name) ? SPEAKERS[agent.name]! : productName(agent.name);
}
