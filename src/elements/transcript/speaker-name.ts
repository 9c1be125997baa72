import type { Agent } from '../../format/index.ts';
import { agentNames } from '../agent-names.ts';
import { strings } from '../strings.ts';

/** What people call the one who answers; an agent nobody listed goes by its registered name. */
export function speakerName(agent: Agent | undefined): string {
  return agent?.name ? agentNames(agent.name).speaker : strings.transcript.agent;
}
