import { headOfDocument } from '../../sources/head-lines.ts';

/** Characters of a head that are looked at. */
const LOOKED_AT = 60_000;

/** How sure it is that a document is a session of Continue: items with a message each, and the id of a session. */
export function detectContinue(head: Uint8Array): number {
  const text = headOfDocument(head)?.slice(0, LOOKED_AT);
  if (text === undefined || !text.startsWith('{') || !/"sessionId"\s*:\s*"/.test(text)) return 0;
  if (/"history"\s*:\s*\[\s*\{\s*"(?:message|contextItems|editorState)"\s*:/.test(text)) return 0.93;
  const isNew = /"history"\s*:\s*\[\s*\]/.test(text);
  return isNew && /"workspaceDirectory"\s*:/.test(text) ? 0.8 : 0;
}
