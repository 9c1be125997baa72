import { headOfDocument } from '../../sources/head-lines.ts';

/** Characters of a head that are looked at. */
const LOOKED_AT = 150_000;

/**
 * How sure it is that a document is a trajectory: it names its format or the version of the program, or is a list of
 * messages with a command in a fence and a result with its return code.
 */
export function detectMiniSwe(head: Uint8Array): number {
  const start = headOfDocument(head)?.slice(0, LOOKED_AT);
  if (start === undefined) return 0;
  const isPair = FENCE.test(start) && /<returncode>-?\d/.test(start);
  if (start.startsWith('[')) {
    if (!/^\[\s*\{\s*"(?:role|content)"\s*:/.test(start) || !isPair) return 0;
    return OWN_FENCE.test(start) ? 0.85 : 0.6;
  }
  if (/"trajectory_format"\s*:\s*"mini-swe-agent/.test(start)) return 0.97;
  const isOwn = /"mini_version"\s*:/.test(start) || OWN_FENCE.test(start) || isPair;
  return isOwn && /"(?:messages|model_stats)"\s*:/.test(start) && !/"trajectory"\s*:/.test(start) ? 0.85 : 0;
}

/** As they stand in JSON, where the end of a line is written `\n`. */
const OWN_FENCE = /```mswea_bash_command\s*\\n/;
const FENCE = /```(?:mswea_bash_command|bash)\s*\\n/;
