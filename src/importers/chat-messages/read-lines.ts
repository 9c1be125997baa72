import type { SourceFileRead } from '../../format/index.ts';
import { splitLines } from '../kept/told-texts.ts';

/** A number, and what stands between it and its line: a tab, an arrow, or a bar. */
const NUMBERED = /^ *(\d{1,9})(?:\t|→|\|)/;

/**
 * The lines of a file as a tool gives them to the model, each behind its number; `undefined` where not every line has
 * the next one, so that nothing but lines is in it.
 */
export function numberedLines(path: string, words: string): SourceFileRead | undefined {
  const lines = splitLines(words);
  if (lines.at(-1) === '') lines.pop();
  const first = NUMBERED.exec(lines[0] ?? '');
  if (!first) return undefined;
  const startLine = Number(first[1]);
  const bare: string[] = [];
  for (const [index, line] of lines.entries()) {
    const match = NUMBERED.exec(line);
    if (!match || Number(match[1]) !== startLine + index) return undefined;
    bare.push(line.slice(match[0].length));
  }
  return { type: '_reprise/read', path, text: bare.join('\n'), startLine: Math.max(1, startLine) };
}
