import type { SourceChange, SourceFileRead, SourceHunk } from '../../../format/index.ts';
import { asCount, isObject, asList, asText } from '../../sources/json-value.ts';
import { splitLines, withoutLineNumber } from '../../kept/shown-text.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import type { Session } from './session.ts';
import { isChangeTool } from './describe-tool.ts';
import type { ResultView, ToolResult } from './tool-result.ts';

/** Results of tools that read or change files; `undefined` for all others, and for failures. */
export function translateFileResult(session: Session, result: ToolResult): ResultView | undefined {
  const { call, value } = result;
  if (result.status === 'failed') return undefined;
  if (call.name === 'Read') return isObject(value) ? readView(result, value) : numberedView(result);
  if (!isObject(value)) return undefined;
  if (isChangeTool(call.name)) return changeView(session, result, value);
  return undefined;
}

function readView(result: ToolResult, value: LogRecord): ResultView | undefined {
  const file = isObject(value['file']) ? value['file'] : undefined;
  const path = asText(file?.['filePath']) ?? asText(result.call.input['file_path']);
  if (path === undefined || typeof file?.['content'] !== 'string') return undefined;
  const read = fileRead(path, file);
  // The model got the same lines with numbers; what else it got is a remark.
  result.shown.add(path);
  result.shown.add(read.text);
  const remark = result.words.join('\n');
  return { content: [read, ...result.media], without: ['numLines', 'startLine', 'totalLines'], remark };
}

/** A read of which only the numbered lines are there: copies of subagents' records have no more. */
function numberedView(result: ToolResult): ResultView | undefined {
  const path = asText(result.call.input['file_path']);
  const [only] = result.words;
  if (path === undefined || only === undefined || result.words.length !== 1) return undefined;
  const lines = splitLines(only);
  const startLine = numberOf(lines[0] ?? '');
  if (startLine === undefined || lines.some((line, index) => numberOf(line) !== startLine + index))
    return undefined;
  const bare = lines.map(withoutLineNumber);
  return { content: [{ type: '_reprise/read', path, text: bare.join('\n'), startLine }, ...result.media] };
}

/** The number that a tool put before a line. */
function numberOf(line: string): number | undefined {
  const match = /^ *(\d{1,9})(?:→|\t)/.exec(line);
  return match ? Number(match[1]) : undefined;
}

/** Lines of a file as a tool gave them. */
export function fileRead(path: string, file: LogRecord): SourceFileRead {
  const totalLines = asCount(file['totalLines']);
  return {
    type: '_reprise/read',
    path,
    text: asText(file['content']) ?? '',
    startLine: Math.max(1, asCount(file['startLine']) ?? 1),
    ...(totalLines !== undefined && { totalLines }),
  };
}

function changeView(session: Session, result: ToolResult, value: LogRecord): ResultView | undefined {
  const { call, shown } = result;
  const path =
    asText(value['filePath']) ??
    asText(value['notebook_path']) ??
    asText(call.input['file_path'] ?? call.input['notebook_path']);
  if (path === undefined) return undefined;
  const change = readChange(path, value, call.input);
  const sourceId = session.writer.change({ ...change, toolCallId: call.id });
  shown.add(path);
  shown.addAll([change.before, change.after, change.edits]);
  for (const hunk of change.hunks ?? []) shown.add(hunk.lines.map((line) => line.slice(1)).join('\n'));
  return {
    content: [{ type: '_reprise/change', sourceId }, ...result.media],
    without: ['structuredPatch', 'edit_mode', ...FLAGS.filter((flag) => typeof value[flag] === 'boolean')],
    remark: result.words.join('\n'),
  };
}

/** What the edits of a change say already. */
const FLAGS = ['replaceAll', 'replace_all'];

type Change = Pick<SourceChange, 'path' | 'op' | 'before' | 'after' | 'edits' | 'hunks'>;

/** Everything a result tells of a change. The input helps where the result is silent. */
function readChange(path: string, value: LogRecord, input: LogRecord): Change {
  const before = textOf(value['originalFile'] ?? value['originalFileContents'] ?? value['original_file']);
  const hunks = readHunks(value['structuredPatch']);
  // The user changed what was proposed: only the hunks say what was written.
  const isModified = value['userModified'] === true && hunks.length > 0;
  const whole = textOf(value['content'] ?? value['updated_file']);
  const after = isModified ? undefined : whole;
  const edits = isModified || after !== undefined ? [] : readEdits(value, input);
  const isNew =
    value['type'] === 'create' ||
    (after !== undefined && before === undefined && hunks.length === 0 && value['type'] !== 'update');
  return {
    path,
    op: isNew ? 'create' : 'modify',
    ...(before !== undefined && { before }),
    ...(after !== undefined && { after }),
    ...(edits.length > 0 && { edits }),
    ...(hunks.length > 0 && { hunks }),
  };
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

type Edits = NonNullable<SourceChange['edits']>;

function readEdits(value: LogRecord, input: LogRecord): Edits {
  const own = asList(value['edits']).length > 0 ? asList(value['edits']) : [value];
  const edits = own.flatMap(readEdit);
  if (edits.length > 0) return edits;
  return (asList(input['edits']).length > 0 ? asList(input['edits']) : [input]).flatMap(readEdit);
}

function readEdit(value: unknown): Edits {
  if (!isObject(value)) return [];
  const oldText = textOf(value['oldString'] ?? value['old_string']);
  const newText = textOf(value['newString'] ?? value['new_string']);
  if (oldText === undefined || newText === undefined) return [];
  const replaceAll = value['replaceAll'] === true || value['replace_all'] === true;
  return [{ oldText, newText, ...(replaceAll && { replaceAll }) }];
}

function readHunks(value: unknown): SourceHunk[] {
  return asList(value).flatMap((hunk) => {
    if (!isObject(hunk) || !Array.isArray(hunk['lines'])) return [];
    const lines = (hunk['lines'] as unknown[]).filter((line) => typeof line === 'string');
    return [
      {
        oldStart: asCount(hunk['oldStart']) ?? 0,
        oldLines: asCount(hunk['oldLines']) ?? 0,
        newStart: asCount(hunk['newStart']) ?? 0,
        newLines: asCount(hunk['newLines']) ?? 0,
        lines,
      },
    ];
  });
}
