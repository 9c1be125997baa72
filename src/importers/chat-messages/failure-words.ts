/** Characters at the beginning of a result that are looked at. */
const LOOKED_AT = 1000;

const REFUSED =
  /\b(?:rejected|denied|declined|refused|disallowed) by (?:the )?user\b|\buser (?:has )?(?:rejected|denied|declined|refused|chose not to)\b|\bpermission (?:was )?denied by\b|did not (?:allow|approve)/i;

const INTERRUPTED =
  /\b(?:interrupted|cancell?ed|aborted) by (?:the )?user\b|\buser (?:has )?(?:interrupted|cancell?ed|aborted)\b|^\W{0,20}(?:request|operation|tool execution|execution) (?:was )?(?:interrupted|cancell?ed|aborted)\b/i;

/** Why a call failed, as far as the words of its result say. */
export function reasonInWords(words: string): 'refused' | 'interrupted' | 'failed' {
  const start = words.slice(0, LOOKED_AT);
  if (REFUSED.test(start)) return 'refused';
  return INTERRUPTED.test(start) ? 'interrupted' : 'failed';
}
