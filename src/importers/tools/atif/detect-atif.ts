import { headOfDocument } from '../../sources/head-lines.ts';

/** How sure it is that a document is a trajectory: it names the version of the format, or has steps like one. */
export function detectAtif(head: Uint8Array): number {
  const start = headOfDocument(head);
  if (!start?.startsWith('{')) return 0;
  if (/"schema_version"\s*:\s*"ATIF-v\d/.test(start)) return 0.97;
  // A document may name its version after its steps.
  const hasSteps = /"steps"\s*:\s*\[/.test(start) && /"step_id"\s*:\s*\d/.test(start);
  return hasSteps && /"source"\s*:\s*"(?:user|agent|system)"/.test(start) ? 0.7 : 0;
}
