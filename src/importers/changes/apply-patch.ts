import type { SourceHunk } from '../../format/index.ts';

/**
 * The patch language that several agents write their edits in: `*** Begin Patch`, then files, each with chunks of
 * lines that begin with ` `, `-` or `+`. It has no line numbers: a chunk is found by its lines.
 */

/** What a patch does to one file. */
export interface PatchedFile {
  readonly op: 'create' | 'modify' | 'delete' | 'rename';
  /** Path after the patch, as it is written: relative to the folder the tool ran in, or absolute. */
  readonly path: string;
  /** Path before a `rename`. */
  readonly from?: string;
  /** Whole text, of a `create`. */
  readonly text?: string;
  /** Changed regions in the order of the file; none of a `create` or `delete`. */
  readonly chunks: readonly PatchChunk[];
}

/** One changed region. */
export interface PatchChunk {
  /** Texts behind `@@`: lines that stand somewhere above the region, the outermost first. */
  readonly above: readonly string[];
  /** Lines as in a hunk: ` ` context, `-` removed, `+` added. */
  readonly lines: readonly string[];
  /** The region ends with the file. */
  readonly isEndOfFile: boolean;
}

const BEGIN = '*** Begin Patch';
const END = '*** End Patch';
const ADD = '*** Add File: ';
const DELETE = '*** Delete File: ';
const UPDATE = '*** Update File: ';
const MOVE = '*** Move to: ';
const END_OF_FILE = '*** End of File';

/** Files of one patch; a hostile patch may have one for each line. */
const MAX_FILES = 5000;

interface DraftFile {
  op: PatchedFile['op'];
  path: string;
  from?: string;
  added: string[];
  chunks: DraftChunk[];
}

interface DraftChunk {
  above: string[];
  lines: string[];
  isEndOfFile: boolean;
}

/**
 * Reads a patch. It may stand among other text (a here-document, a shell command); lines outside of it and lines
 * that belong to no file are passed over, and an end that is missing is taken to be there.
 *
 * @returns the files in the order of the patch; none when it is no patch. Cost is linear.
 */
export function parseApplyPatch(patch: string): readonly PatchedFile[] {
  const files: DraftFile[] = [];
  let file: DraftFile | undefined;
  let isInside = false;
  const lines = patch.split(/\r\n|\n/);
  // What follows the last line end is no line.
  if (lines.at(-1) === '') lines.pop();
  for (const line of lines) {
    const mark = line.startsWith('*** ') ? line.trimEnd() : '';
    if (mark === BEGIN) isInside = true;
    else if (mark === END) isInside = false;
    else if (isInside) {
      const next = fileOf(mark);
      if (next && files.length >= MAX_FILES) break;
      if (next) {
        file = next;
        files.push(next);
      } else if (file) addLine(file, line, mark);
    }
  }
  return files.map(finish);
}

function fileOf(mark: string): DraftFile | undefined {
  const draft = (op: PatchedFile['op'], path: string): DraftFile | undefined =>
    path === '' ? undefined : { op, path, added: [], chunks: [] };
  if (mark.startsWith(ADD)) return draft('create', mark.slice(ADD.length).trim());
  if (mark.startsWith(DELETE)) return draft('delete', mark.slice(DELETE.length).trim());
  if (mark.startsWith(UPDATE)) return draft('modify', mark.slice(UPDATE.length).trim());
  return undefined;
}

function addLine(file: DraftFile, line: string, mark: string): void {
  if (file.op === 'delete') return;
  if (file.op === 'create') {
    if (line.startsWith('+')) file.added.push(line.slice(1));
    return;
  }
  if (mark.startsWith(MOVE) && file.from === undefined && file.chunks.length === 0) {
    const to = mark.slice(MOVE.length).trim();
    if (to === '' || to === file.path) return;
    file.from = file.path;
    file.path = to;
    file.op = 'rename';
    return;
  }
  const chunk = file.chunks.at(-1);
  if (mark === END_OF_FILE) {
    if (chunk) chunk.isEndOfFile = true;
  } else if (line === '@@' || line.startsWith('@@ ')) {
    const above = line.slice(3).trimEnd();
    // Several of them in a row narrow down one place.
    if (chunk && chunk.lines.length === 0) chunk.above.push(...(above === '' ? [] : [above]));
    else file.chunks.push({ above: above === '' ? [] : [above], lines: [], isEndOfFile: false });
  } else if (line === '' || /^[ +-]/.test(line)) {
    // The first chunk may stand without `@@`; blank lines before and between chunks are no lines of them.
    if (chunk && !chunk.isEndOfFile) chunk.lines.push(line === '' ? ' ' : line);
    else if (line !== '') file.chunks.push({ above: [], lines: [line], isEndOfFile: false });
  }
}

function finish({ op, path, from, added, chunks }: DraftFile): PatchedFile {
  return {
    op,
    path,
    ...(from !== undefined && { from }),
    ...(op === 'create' && { text: added.map((line) => `${line}\n`).join('') }),
    chunks: chunks.filter(({ lines }) => lines.length > 0),
  };
}

/** The chunks of a file as hunks at line 0, which stands for a place that is not known. */
export function hunksOfChunks(chunks: readonly PatchChunk[]): readonly SourceHunk[] {
  return chunks.map(({ lines }) => ({
    oldStart: 0,
    oldLines: sideOf(lines, '+').length,
    newStart: 0,
    newLines: sideOf(lines, '-').length,
    lines,
  }));
}

/** The old lines of a chunk (without those that `+` adds) or the new ones, without their signs. */
export function sideOf(lines: readonly string[], without: '+' | '-'): string[] {
  return lines.filter((line) => !line.startsWith(without)).map((line) => line.slice(1));
}

/** What changes tell of a patch that they were made from. */
export interface ShownChange {
  readonly before?: string;
  readonly after?: string;
  readonly hunks?: readonly SourceHunk[];
}

/**
 * The lines of a patch that the changes made from it do not hold: the names of its files, and what it says of places.
 * `undefined` when they hold it all.
 */
export function remainderOfPatch(patch: string, changes: readonly ShownChange[]): string | undefined {
  const shown = new Set<string>();
  for (const { before, after, hunks } of changes) {
    for (const line of after?.split('\n') ?? []) shown.add(`+${line}`);
    for (const line of before?.split('\n') ?? []) shown.add(`-${line}`).add(` ${line}`);
    for (const hunk of hunks ?? []) for (const line of hunk.lines) shown.add(line);
  }
  const rest = patch.split(/\r\n|\n/).filter((line) => line.trim() !== '' && !shown.has(line));
  return rest.length === 0 ? undefined : rest.join('\n');
}
