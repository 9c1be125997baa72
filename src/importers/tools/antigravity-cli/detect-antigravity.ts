import { headLines } from '../../sources/head-lines.ts';
import { hasKeys } from '../../sources/json-value.ts';

/** Lines of a head that are looked at. */
const MAX_LINES = 20;

/** How sure it is that a head is of a transcript of Antigravity: steps with an index, a source and a status. */
export function detectAntigravity(head: Uint8Array): number {
  const isStep = (record: unknown): boolean => hasKeys(record, 'step_index', 'source', 'type', 'status');
  return headLines(head, MAX_LINES).some(isStep) ? 0.95 : 0;
}
