import type { SourceHunk } from '../../format/index.ts';
import { splitLines } from '../kept/told-texts.ts';

/** Sign, number of the line, perhaps a colon, one blank, text: `-12 text`, `+12: text`, ` 12 text`. */
const LINE = /^([ +-])\s*(\d{1,9})(?::? (.*))?$/s;

interface Draft {
  oldStart: number;
  newStart: number;
  oldLines: number;
  newLines: number;
  lines: string[];
}

/**
 * Reads a diff of numbered lines, as Pi and Cline show their edits: lines that were there with their old number, added ones with
 * their new one. Where lines were passed over, another hunk begins; lines of another form are passed over.
 */
export function parseNumberedDiff(diff: string): readonly SourceHunk[] {
  const hunks: Draft[] = [];
  let hunk: Draft | undefined;
  // How much further down lines stand afterwards, so far.
  let shift = 0;
  for (const line of splitLines(diff)) {
    const match = LINE.exec(line);
    if (!match) {
      hunk = undefined;
      continue;
    }
    const [, sign = ' ', digits = '0', text = ''] = match;
    const number = Number(digits);
    const isAdded = sign === '+';
    const old = isAdded ? number - shift : number;
    if (!hunk || (!isAdded && number !== hunk.oldStart + hunk.oldLines)) {
      hunk = { oldStart: old, newStart: old + shift, oldLines: 0, newLines: 0, lines: [] };
      hunks.push(hunk);
    }
    if (sign !== '+') hunk.oldLines += 1;
    if (sign !== '-') hunk.newLines += 1;
    shift += isAdded ? 1 : sign === '-' ? -1 : 0;
    hunk.lines.push(`${sign}${text}`);
  }
  return hunks.filter(({ lines }) => lines.some((line) => !line.startsWith(' '))).map(asHunk);
}

/** A hunk without lines on one side stands behind the line of its start, as in a unified diff. */
function asHunk({ oldStart, newStart, ...rest }: Draft): SourceHunk {
  return {
    ...rest,
    oldStart: Math.max(0, rest.oldLines === 0 ? oldStart - 1 : oldStart),
    newStart: Math.max(0, rest.newLines === 0 ? newStart - 1 : newStart),
  };
}
