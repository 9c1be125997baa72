import type { Excerpt } from './find-hit.ts';

/** Characters of an excerpt at most. */
export const MAX_EXCERPT = 120;
/** Characters before the match: few, so that it is in sight where lines are cut. */
const MAX_BEFORE = 18;

/** The line of `text` that a match, `text.slice(start, end)`, begins in, cut to what stands around the match. */
export function excerptOf(text: string, start: number, end: number): Excerpt {
  // Lines may be as long as the text: nothing is looked for beyond what could be shown.
  const around = Math.max(0, start - MAX_EXCERPT);
  const lineStart = around + text.slice(around, start).lastIndexOf('\n') + 1;
  const ahead = text.slice(start, start + MAX_EXCERPT).indexOf('\n');
  const lineEnd = ahead < 0 ? Math.min(text.length, start + MAX_EXCERPT) : start + ahead;
  const isLineStart = lineStart === 0 || text[lineStart - 1] === '\n';
  const indent = isLineStart ? /^\s*/u.exec(text.slice(lineStart, start))![0].length : 0;

  let from = lineStart + indent;
  const isCutBefore = start - from > MAX_BEFORE;
  if (isCutBefore) from = wholeFrom(text, start - MAX_BEFORE + 1);
  const isCut = isCutBefore || !isLineStart;
  const mark = isCut ? '…' : '';

  const most = from + MAX_EXCERPT - mark.length;
  const isLineEnd = lineEnd <= most && (lineEnd === text.length || text[lineEnd] === '\n');
  const to = isLineEnd ? lineEnd : wholeTo(text, Math.min(most - 1, lineEnd));
  const shown = text.slice(from, to).trimEnd();
  const matchStart = mark.length + start - from;
  const matchEnd = Math.min(mark.length + Math.max(end, start) - from, mark.length + to - from);
  // A match may be blanks that were cut.
  const padded = shown.padEnd(matchEnd - mark.length);
  return { text: `${mark}${padded}${isLineEnd ? '' : '…'}`, start: matchStart, end: matchEnd };
}

/** The end before which no character is cut in half. */
function wholeTo(text: string, at: number): number {
  return isLowSurrogate(text, at) ? at - 1 : at;
}

/** The start behind which no character is cut in half. */
function wholeFrom(text: string, at: number): number {
  return isLowSurrogate(text, at) ? at + 1 : at;
}

function isLowSurrogate(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 0xdc00 && code <= 0xdfff;
}
