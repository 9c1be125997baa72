import type { Agent } from '../../format/index.ts';
import { productName } from '../product-name.ts';

/** Name and version for people: `Claude Code 2.1`. */
export function agentName({ name, version }: Agent): string {
  const known = productName(name);
  const short = version === undefined ? undefined : /^\d+(?:\.\d+)?/.exec(version)?.[0];
  return short === undefined ? known : `${known} ${short}`;
}
