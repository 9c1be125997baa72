/** A text in one line, in the order in which it is written: without what turns its direction around. */
export function lineOf(text: string): string {
  return text
    .replace(/[\u202a-\u202e\u2066-\u2069]/gu, '')
    .replace(/\s+/gu, ' ')
    .trim();
}
