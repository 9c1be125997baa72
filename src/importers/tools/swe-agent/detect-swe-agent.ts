import { headOfDocument } from '../../sources/head-lines.ts';

/** How sure it is that a document is a trajectory: steps of an action and what was observed, or the history behind them. */
export function detectSweAgent(head: Uint8Array): number {
  const start = headOfDocument(head);
  if (!start?.startsWith('{') || !/"trajectory"\s*:\s*\[/.test(start)) return 0;
  const hasSteps = /"observation"\s*:/.test(start) && /"(?:thought|response)"\s*:/.test(start);
  const hasHistory = /"history"\s*:\s*\[/.test(start) && /"(?:info|environment)"\s*:/.test(start);
  return hasSteps && /"action"\s*:/.test(start) ? 0.9 : hasHistory ? 0.7 : 0;
}
