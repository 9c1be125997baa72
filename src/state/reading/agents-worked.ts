import type { Fold } from '../../format/index.ts';

/** What a fold's label says of subagents. */
export function agentsWorked(count: number): string {
  return count === 1 ? 'a subagent worked' : `${count} subagents worked`;
}

/** Whether subagents worked in a fold, and nothing else happened: as far as anything tells without their tracks. */
export function isAgentFold({ label }: Fold): boolean {
  return /^(?:a subagent|\d{1,6} subagents) worked(?:, [\d hmins]+)?$/.test(label);
}
