import { headOfDocument } from '../../sources/head-lines.ts';

/** How sure it is that a head is of a session of the chat of VS Code: a log of mutations, or a document. */
export function detectVsCodeChat(head: Uint8Array): number {
  const text = headOfDocument(head);
  if (text === undefined || text.startsWith('[')) return 0;
  const beginning = text.slice(0, 4000);
  const isOwn = /"(?:responderUsername|initialLocation)"\s*:/.test(text) || /"sessionId"\s*:/.test(text);
  if (/^\{\s*"kind"\s*:\s*0\s*,\s*"v"\s*:\s*\{/.test(beginning))
    return isOwn && /"requests"\s*:/.test(text) ? 0.96 : 0;
  if (!/"requests"\s*:\s*\[/.test(text)) return 0;
  return /"(?:responderUsername|initialLocation)"\s*:/.test(text) ? 0.95 : 0;
}
