import { headOfDocument } from '../../sources/head-lines.ts';

/** What a person was shown: an array of records that are said or asked. */
const SHOWN = /^\[\s*\{[^{}[\]]{0,400}?"type"\s*:\s*"(?:say|ask)"\s*,[^{}[\]]{0,200}?"(?:say|ask)"\s*:/;
const SHOWN_OTHERWISE = /^\[\s*\{\s*"ts"\s*:\s*\d{10,16}\s*,\s*"type"\s*:\s*"(?:say|ask)"/;

/** The messages of the command line. */
const MESSAGES = /"agent"\s*:\s*"[\w-]{1,40}"/;

/** A history that is kept for the model: an array of messages with blocks. */
const HISTORY =
  /^\[\s*\{\s*"(?:role"\s*:\s*"(?:user|assistant)"\s*,\s*"content"|content"|ts"\s*:\s*\d{10,16}\s*,\s*"role")/;

/** What these programs put into a history. */
const MARKS = /<environment_details>|<task>\\n|<user_message>\\n|\] Result:|# VSCode Visible Files/;

/** How sure it is that a head is of messages of Cline's command line, or of a task of one of the extensions. */
export function detectCline(head: Uint8Array): number {
  const text = headOfDocument(head);
  if (text === undefined) return 0;
  if (SHOWN.test(text) || SHOWN_OTHERWISE.test(text)) return 0.95;
  if (text.startsWith('[')) return historyIn(text);
  const beginning = text.slice(0, 4000);
  const isOwn =
    /"messages"\s*:\s*\[/.test(text) && MESSAGES.test(beginning) && /"version"\s*:\s*1\b/.test(beginning);
  return isOwn && /"origin"\s*:\s*\{/.test(beginning) && /"sessionId"\s*:/.test(beginning) ? 0.95 : 0;
}

function historyIn(text: string): number {
  if (!HISTORY.test(text) || !/"role"\s*:\s*"user"/.test(text)) return 0;
  if (MARKS.test(text)) return 0.92;
  return /"type"\s*:\s*"tool_(?:use|result)"/.test(text) ? 0.4 : 0;
}
