import type { SourceChange, SourceHunk } from '../../format/index.ts';
import { splitLines } from '../kept/told-texts.ts';
import { unquotedPath } from './quoted-path.ts';

/** What a unified diff says of one file. */
export interface FileDiff {
  /** Path after the change, without the `a/` or `b/` that git puts before it; absent when the diff names none. */
  readonly path?: string;
  /** Path before a rename. */
  readonly from?: string;
  readonly op: 'create' | 'modify' | 'delete' | 'rename';
  readonly hunks: readonly SourceHunk[];
  /** Its content is no text: the diff only says that it changed. */
  readonly isBinary?: true;
}

/** What a diff says of the content of a file, as a change has it. */
type DiffContent = Pick<SourceChange, 'hunks' | 'after' | 'exact'>;

/**
 * The content of a change that a diff tells of. A file without hunks is a change too: it is empty, it was renamed or
 * deleted, or its text is not known afterwards (binary content, or nothing but a new mode).
 */
export function contentOfDiff({ op, hunks, isBinary }: FileDiff): DiffContent {
  if (hunks.length > 0) return { hunks };
  if (op === 'create' && !isBinary) return { after: '' };
  return isBinary || op === 'modify' ? { exact: false } : {};
}

const HUNK = /^@@ -(\d{1,9})(?:,(\d{1,9}))? \+(\d{1,9})(?:,(\d{1,9}))? @@/;

/** Files and hunks of one diff; a hostile diff may have one for each line. */
const MAX_FILES = 5000;

/**
 * Reads unified diffs as tools write them: of `git diff`, `diff -u`, jsdiff (`Index:`, `====`), or bare hunks. Lines
 * that belong to no file or hunk are passed over.
 */
export function parseUnifiedDiff(diff: string): readonly FileDiff[] {
  const files: DraftFile[] = [];
  let file: DraftFile | undefined;
  let hunk: DraftHunk | undefined;
  const lines = splitLines(diff);
  for (const [index, line] of lines.entries()) {
    if (hunk && takes(hunk, line, index === lines.length - 1)) continue;
    hunk = undefined;
    const numbers = HUNK.exec(line);
    if (numbers) {
      file ??= addFile(files);
      hunk = startHunk(numbers);
      file.hunks.push(hunk);
      continue;
    }
    const isNewFile = line.startsWith('diff --git ') || line.startsWith('Index: ') || line.startsWith('--- ');
    if (isNewFile && (!file || file.hunks.length > 0 || !line.startsWith('--- '))) file = addFile(files);
    if (file) readHeader(file, line);
  }
  return files.slice(0, MAX_FILES).map(finish);
}

interface DraftHunk {
  oldStart: number;
  oldLines: number;
  newStart: number;
  newLines: number;
  lines: string[];
  /** Lines that are still to come. */
  oldLeft: number;
  newLeft: number;
}

interface DraftFile {
  oldPath?: string;
  newPath?: string;
  git?: string;
  isNew: boolean;
  isDeleted: boolean;
  isRename: boolean;
  isBinary: boolean;
  hunks: DraftHunk[];
}

function addFile(files: DraftFile[]): DraftFile {
  const file: DraftFile = { isNew: false, isDeleted: false, isRename: false, isBinary: false, hunks: [] };
  files.push(file);
  return file;
}

function startHunk(numbers: RegExpExecArray): DraftHunk {
  const [, oldStart, oldLines = '1', newStart, newLines = '1'] = numbers;
  return {
    oldStart: Number(oldStart),
    oldLines: Number(oldLines),
    newStart: Number(newStart),
    newLines: Number(newLines),
    lines: [],
    oldLeft: Number(oldLines),
    newLeft: Number(newLines),
  };
}

/** Adds a line to a hunk that still waits for lines; `\` lines follow the last one. */
function takes(hunk: DraftHunk, line: string, isLast: boolean): boolean {
  const sign = line[0];
  if (sign === '\\') {
    hunk.lines.push(line);
    return true;
  }
  if (hunk.oldLeft <= 0 && hunk.newLeft <= 0) return false;
  // Some tools trim the space of an empty line; the last "line" of a diff is what follows its final line end.
  if (line === '' && isLast) return false;
  if (sign !== ' ' && sign !== '-' && sign !== '+' && line !== '') return false;
  if (sign !== '+') hunk.oldLeft -= 1;
  if (sign !== '-') hunk.newLeft -= 1;
  hunk.lines.push(line === '' ? ' ' : line);
  return true;
}

function readHeader(file: DraftFile, line: string): void {
  if (line.startsWith('diff --git ')) file.git = line.slice('diff --git '.length);
  else if (line.startsWith('new file mode')) file.isNew = true;
  else if (line.startsWith('deleted file mode')) file.isDeleted = true;
  else if (line.startsWith('rename from ')) {
    file.isRename = true;
    file.oldPath = unquotedPath(line.slice('rename from '.length).trimEnd());
  } else if (line.startsWith('rename to '))
    file.newPath = unquotedPath(line.slice('rename to '.length).trimEnd());
  else if (line.startsWith('--- ')) readOldPath(file, pathIn(line));
  else if (line.startsWith('+++ ')) readNewPath(file, pathIn(line));
  else if (/^(?:Binary files .* differ|GIT binary patch)\s*$/.test(line)) file.isBinary = true;
  else if (line.startsWith('Index: ')) file.newPath ??= line.slice('Index: '.length);
}

function readOldPath(file: DraftFile, path: string): void {
  if (path === '/dev/null') file.isNew = true;
  else file.oldPath ??= withoutSide(path, file);
}

function readNewPath(file: DraftFile, path: string): void {
  if (path === '/dev/null') file.isDeleted = true;
  else file.newPath = withoutSide(path, file);
}

/** The path of a `---` or `+++` line, without the time that `diff` puts after a tab, unquoted. */
function pathIn(line: string): string {
  return unquotedPath(line.slice(4).split('\t', 1)[0]!.trimEnd());
}

/**
 * The path behind `diff --git`, where nothing else names it: of a binary file, a new mode, an empty file. Both sides
 * have the same name then, which may hold blanks.
 */
function pathInHeader(header: string): string | undefined {
  const quoted = /^"a\/(?:[^"\\]|\\.)*" ("b\/(?:[^"\\]|\\.)*")$/.exec(header)?.[1];
  if (quoted !== undefined) return unquotedPath(quoted).slice(2);
  const half = (header.length - 1) / 2;
  const [before, after] = [header.slice(0, half), header.slice(half + 1)];
  if (before.startsWith('a/') && after === `b/${before.slice(2)}`) return after.slice(2);
  return / b\/(.+)$/.exec(header)?.[1];
}

/** `a/` and `b/` are sides only where git wrote the diff; elsewhere they may be folders. */
function withoutSide(path: string, { git }: DraftFile): string {
  return git !== undefined && /^[ab]\//.test(path) ? path.slice(2) : path;
}

function finish(draft: DraftFile): FileDiff {
  const { oldPath, newPath, git, isNew, isDeleted, isRename, isBinary, hunks } = draft;
  const named = isDeleted ? (oldPath ?? newPath) : (newPath ?? oldPath);
  const path = named ?? (git === undefined ? undefined : pathInHeader(git.trimEnd()));
  const op = isNew ? 'create' : isDeleted ? 'delete' : isRename ? 'rename' : 'modify';
  return {
    ...(path !== undefined && { path }),
    ...(op === 'rename' && oldPath !== undefined && { from: oldPath }),
    op,
    ...(isBinary && { isBinary }),
    hunks: hunks.map(({ oldStart, oldLines, newStart, newLines, lines }) => ({
      oldStart,
      oldLines,
      newStart,
      newLines,
      lines,
    })),
  };
}
