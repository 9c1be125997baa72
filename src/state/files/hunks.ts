import type { SourceHunk } from '../../format/index.ts';

/** One changed region of a patch. `lines` start with ` `, `-`, `+` or `\`, as in `git diff`. */
export interface Hunk extends SourceHunk {
  /** Text behind the second `@@`: the function around the hunk. */
  readonly section?: string;
}

const HUNK_HEADER = /^@@ -(\d{1,9})(?:,(\d{1,9}))? \+(\d{1,9})(?:,(\d{1,9}))? @@(?: (.*))?$/s;

/** Writes hunks out as a patch. Cost is linear. */
export function formatPatch(hunks: readonly SourceHunk[]): string {
  let patch = '';
  for (const hunk of hunks) {
    const section = (hunk as Hunk).section;
    patch += `@@ -${formatRange(hunk.oldStart, hunk.oldLines)} +${formatRange(hunk.newStart, hunk.newLines)} @@`;
    patch += section ? ` ${section}\n` : '\n';
    for (const line of hunk.lines) patch += `${line}\n`;
  }
  return patch;
}

/**
 * Reads the hunks of a patch. The counts of a header are not compared with its lines here (a view shows what
 * there is); {@link applyPatch} does that.
 *
 * @returns `undefined` when a line is neither a hunk header nor a hunk line
 */
export function parsePatch(patch: string): readonly Hunk[] | undefined {
  const rows = patch.split('\n');
  if (rows.at(-1) === '') rows.pop();
  const hunks: { header: Omit<Hunk, 'lines'>; lines: string[] }[] = [];
  let lines: string[] | undefined;
  for (const row of rows) {
    const header = row.startsWith('@@') ? parseHeader(row) : undefined;
    if (header) {
      lines = [];
      hunks.push({ header, lines });
    } else if (!lines || !isHunkLine(row)) return undefined;
    // Editors strip the space of an empty context line.
    else lines.push(row || ' ');
  }
  return hunks.map((hunk) => ({ ...hunk.header, lines: hunk.lines }));
}

function isHunkLine(row: string): boolean {
  const first = row.charAt(0);
  return first === ' ' || first === '+' || first === '-' || first === '\\' || first === '';
}

/**
 * Applies a patch exactly where its headers say, or not at all: never with an offset, never with fuzz.
 *
 * @returns the text after it, or `undefined` when any line, number or count does not fit
 */
export function applyPatch(text: string, patch: string | readonly SourceHunk[]): string | undefined {
  const hunks = typeof patch === 'string' ? parsePatch(patch) : patch;
  if (!hunks) return undefined;
  const source = splitLines(text);
  const result: string[] = [];
  let position = 0;
  for (const hunk of hunks) {
    const sides = splitSides(hunk);
    // A hunk without old lines names the line before it.
    const start = hunk.oldLines === 0 ? hunk.oldStart : hunk.oldStart - 1;
    if (!sides || start < position || start + sides.old.length > source.length) return undefined;
    for (; position < start; position += 1) result.push(source[position]!);
    for (const line of sides.old) if (source[position++] !== line) return undefined;
    if (result.length !== (hunk.newLines === 0 ? hunk.newStart : hunk.newStart - 1)) return undefined;
    for (const line of sides.new) result.push(line);
  }
  for (; position < source.length; position += 1) result.push(source[position]!);
  // Only the last line of a text can be without its newline.
  if (result.some((line, index) => index < result.length - 1 && !line.endsWith('\n'))) return undefined;
  return result.join('');
}

/** The patch that undoes a patch; `undefined` when it cannot be parsed. */
export function reversePatch(patch: string): string | undefined {
  const hunks = parsePatch(patch);
  return hunks && formatPatch(hunks.map(reverseHunk));
}

/** Lines that a patch adds and removes. */
export function countChanges(hunks: readonly SourceHunk[]): { additions: number; deletions: number } {
  let additions = 0;
  let deletions = 0;
  for (const { lines } of hunks) {
    for (const line of lines) {
      if (line.startsWith('+')) additions += 1;
      else if (line.startsWith('-')) deletions += 1;
    }
  }
  return { additions, deletions };
}

/** Lines of a text, each with its `\n`; the last may lack it. The empty text has none. */
export function splitLines(text: string): string[] {
  const lines: string[] = [];
  for (let start = 0; start < text.length;) {
    const newline = text.indexOf('\n', start);
    const end = newline === -1 ? text.length : newline + 1;
    lines.push(text.slice(start, end));
    start = end;
  }
  return lines;
}

/** Both sides of a hunk as lines with their `\n`; `undefined` when its counts do not fit its lines. */
function splitSides(hunk: SourceHunk): { old: string[]; new: string[] } | undefined {
  const sides = { old: [] as string[], new: [] as string[] };
  hunk.lines.forEach((line, index) => {
    if (line.startsWith('\\')) return;
    const text = line.slice(1) + (hunk.lines[index + 1]?.startsWith('\\') ? '' : '\n');
    if (!line.startsWith('+')) sides.old.push(text);
    if (!line.startsWith('-')) sides.new.push(text);
  });
  return sides.old.length === hunk.oldLines && sides.new.length === hunk.newLines ? sides : undefined;
}

function parseHeader(row: string): Omit<Hunk, 'lines'> | undefined {
  const match = HUNK_HEADER.exec(row);
  if (!match) return undefined;
  const [, oldStart, oldLines = '1', newStart, newLines = '1', section] = match;
  return {
    oldStart: Number(oldStart),
    oldLines: Number(oldLines),
    newStart: Number(newStart),
    newLines: Number(newLines),
    ...(section ? { section } : {}),
  };
}

function formatRange(start: number, count: number): string {
  return count === 1 ? String(start) : `${start},${count}`;
}

/** Swaps the sides. Within a run the new removals still come before the new additions. */
function reverseHunk(hunk: Hunk): Hunk {
  const lines: string[] = [];
  let added: string[] = [];
  let target = lines;
  for (const line of hunk.lines) {
    if (line.startsWith('-')) {
      target = added;
      target.push(`+${line.slice(1)}`);
    } else if (line.startsWith('+')) {
      target = lines;
      target.push(`-${line.slice(1)}`);
    } else if (line.startsWith('\\')) {
      target.push(line);
    } else {
      lines.push(...added, line);
      added = [];
      target = lines;
    }
  }
  lines.push(...added);
  const { oldStart, oldLines, newStart, newLines } = hunk;
  return { ...hunk, oldStart: newStart, oldLines: newLines, newStart: oldStart, newLines: oldLines, lines };
}
