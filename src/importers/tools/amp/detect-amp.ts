import { headOfDocument } from '../../sources/head-lines.ts';

/** How sure it is that a document is a thread: it is named `T-…`, and its messages have the marks of one. */
export function detectAmp(head: Uint8Array): number {
  const start = headOfDocument(head);
  if (!start?.startsWith('{')) return 0;
  const isNamed = /"id"\s*:\s*"T-[\w-]{1,80}"/.test(start);
  if (!isNamed || !/"messages"\s*:\s*\[/.test(start)) return 0;
  return /"(?:v|created|env|agentMode)"\s*:/.test(start) ? 0.95 : 0.6;
}
