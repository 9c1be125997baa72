import type { Agent } from '../../format/index.ts';
import { agentNames } from '../agent-names.ts';

/** Name and version for people: `Claude Code 2.1`. An agent the registry does not know goes by its own name. */
export function agentName({ name, version }: Agent): string {
  const known = agentNames(name).name;
  const short = version === undefined ? undefined : /^\d+(?:\.\d+)?/.exec(version)?.[0];
  return short === undefined ? known : `${known} ${short}`;
}
