import type { ContentBlock, Json, JsonObject, SourceHunk, SourceToolContent } from '../../../format/index.ts';
import { asJson, compact, asCount, isObject, asList, asText } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import { ToldTexts } from '../../kept/told-texts.ts';
import { parseUnifiedDiff } from '../../changes/unified-diff.ts';
import { ansiText } from './ansi-output.ts';
import { partsOf } from './content-parts.ts';
import { readShellReport } from './shell-output.ts';
import { isShell } from './tool-entry.ts';

/** A call of a tool and what came of it, from a `toolCalls` record or from parts of messages. */
export interface ToolAnswer {
  readonly name: string;
  readonly args: LogRecord;
  readonly status: 'success' | 'error' | 'cancelled';
  /** What the model gets: a content with `functionResponse` parts. */
  readonly result: unknown;
  /** What the person is shown. */
  readonly display?: unknown;
}

/** A file's change as an answer tells of it. */
export interface FileEdit {
  readonly path: string;
  readonly op: 'create' | 'modify';
  readonly before?: string;
  readonly after?: string;
  readonly edits?: readonly {
    readonly oldText: string;
    readonly newText: string;
    readonly replaceAll?: boolean;
  }[];
  readonly hunks?: readonly SourceHunk[];
}

/** What became of a call. */
export interface ToolOutcome {
  /** What a person reads; of a command its output. */
  readonly text: string | undefined;
  readonly content: readonly SourceToolContent[];
  readonly exitCode: number | undefined;
  readonly edit: FileEdit | undefined;
  readonly rawOutput: JsonObject | undefined;
  /** Why it failed: the person said no, stopped it, or it went wrong. */
  readonly reason: 'failed' | 'interrupted' | 'refused' | undefined;
}

/** What came of a call, in the words of the archive. */
export function readOutcome(answer: ToolAnswer): ToolOutcome {
  const { name, args, status } = answer;
  const response = readResponse(answer.result);
  const edit = status === 'success' ? editOf(answer, response.texts) : undefined;
  const display = readDisplay(answer, edit);
  const read = status === 'success' && name === 'read_file' ? readFileText(args, response.texts) : undefined;
  const said = isShell(name)
    ? commandText(response.texts, display.text)
    : spokenText(read ? [] : response.texts, display.text);
  const content: SourceToolContent[] = [
    ...(read ? [read] : []),
    ...response.media.map((block): SourceToolContent => ({ type: 'content', content: block })),
  ];
  return {
    ...said,
    content,
    edit,
    rawOutput: compact([
      ['report', said.rest],
      ['response', response.rest],
      ['display', display.rest],
    ]),
    reason: reasonOf(status, [...response.texts, display.text ?? '']),
  };
}

interface Response {
  readonly texts: readonly string[];
  readonly media: readonly ContentBlock[];
  /** What is neither. */
  readonly rest: Json | undefined;
}

function readResponse(result: unknown): Response {
  const texts: string[] = [];
  const media: ContentBlock[] = [];
  const rest: Json[] = [];
  for (const part of partsOf(result)) {
    if (part.kind === 'text' || part.kind === 'thought') texts.push(part.text);
    else if (part.kind === 'media') media.push(part.block);
    else if (part.kind === 'response') {
      const { response, parts } = part.value;
      for (const inner of partsOf(parts)) if (inner.kind === 'media') media.push(inner.block);
      for (const [key, value] of isObject(response) ? Object.entries(response) : []) {
        if (typeof value === 'string') texts.push(value);
        else rest.push({ [key]: asJson(value) });
      }
      if (response !== undefined && !isObject(response)) rest.push(asJson(response));
    } else rest.push(asJson(part.value));
  }
  return { texts: texts.filter((words) => words !== ''), media, rest: rest.length === 0 ? undefined : rest };
}

interface Display {
  readonly text: string | undefined;
  readonly rest: Json | undefined;
}

function readDisplay({ display, args }: ToolAnswer, edit: FileEdit | undefined): Display {
  if (typeof display === 'string') return { text: asText(display), rest: undefined };
  const screen = ansiText(display);
  if (screen !== undefined) return { text: screen, rest: undefined };
  if (display === undefined || display === null) return { text: undefined, rest: undefined };
  if (!isObject(display)) return { text: undefined, rest: asJson(display) };
  if (edit && isFileDiff(display)) return { text: undefined, rest: undefined };
  if (display['type'] === 'shell_result') return shellDisplay(display);
  const summary = asText(display['summary']);
  // A plan is shown as it was asked for.
  const shown = new ToldTexts(summary);
  shown.addAll(args);
  return { text: summary, rest: shown.remainder(display) };
}

/** The display of a command, as forks have it: its output as a field, beside the report for the model. */
function shellDisplay(display: LogRecord): Display {
  const output = typeof display['output'] === 'string' ? display['output'] : undefined;
  const report = asText(display['text']);
  const told = new ToldTexts(output, report);
  const facts = new Set(['type', 'version', 'directory', 'exitCode', 'outcome', 'text', 'output']);
  return { text: output ?? report, rest: told.remainder(display, facts) };
}

/** The display of an edit: the whole text before and after. */
function isFileDiff(display: unknown): display is LogRecord {
  return isObject(display) && (typeof display['newContent'] === 'string' || 'fileDiff' in display);
}

function editOf({ name, args, display }: ToolAnswer, texts: readonly string[]): FileEdit | undefined {
  const path =
    (isObject(display) ? asText(display['filePath']) : undefined) ??
    asText(args['file_path']) ??
    (isObject(display) ? asText(display['fileName']) : undefined);
  if (path === undefined) return undefined;
  const isNew = texts.some((words) => /^Successfully created(?: and wrote to)? new file/.test(words));
  if (isFileDiff(display)) return editOfDisplay(path, display, isNew);
  const { content, old_string: oldText, new_string: newText } = args;
  const op = isNew ? 'create' : 'modify';
  if (name === 'write_file' && typeof content === 'string') return { path, op, after: content };
  if ((name !== 'replace' && name !== 'edit') || typeof oldText !== 'string' || typeof newText !== 'string')
    return undefined;
  if (isNew || oldText === '') return { path, op: 'create', after: newText };
  const replaceAll =
    args['allow_multiple'] === true ||
    args['replace_all'] === true ||
    (asCount(args['expected_replacements']) ?? 1) > 1;
  return { path, op, edits: [{ oldText, newText, ...(replaceAll && { replaceAll }) }] };
}

function editOfDisplay(path: string, display: LogRecord, isSaidNew: boolean): FileEdit | undefined {
  const { originalContent: before, newContent: after, fileDiff } = display;
  const isNew = isSaidNew || display['isNewFile'] === true || before === null;
  const op = isNew ? 'create' : 'modify';
  if (typeof after === 'string' && (typeof before === 'string' || isNew)) {
    return { path, op, ...(typeof before === 'string' && !isNew && { before }), after };
  }
  const hunks = typeof fileDiff === 'string' ? (parseUnifiedDiff(fileDiff)[0]?.hunks ?? []) : [];
  if (typeof after !== 'string' && hunks.length === 0) return undefined;
  return { path, op, ...(typeof after === 'string' && { after }), ...(hunks.length > 0 && { hunks }) };
}

/** The display, then what the model was told beyond it; the display is dropped where that says the same. */
function spokenText(texts: readonly string[], display: string | undefined) {
  const shown = new ToldTexts(...texts);
  const pieces = display === undefined || shown.has(display) ? [] : [display];
  const own = new ToldTexts(...pieces);
  pieces.push(...texts.filter((words) => own.untold(words) !== undefined));
  const words = pieces.join('\n\n');
  return { text: words === '' ? undefined : words, exitCode: undefined, rest: undefined };
}

/** A command's output is what the person saw; the report for the model has the exit code. */
function commandText(texts: readonly string[], display: string | undefined) {
  const [report = ''] = texts;
  const facts = readShellReport(report);
  const output = display ?? facts?.output ?? report;
  const shown = new ToldTexts(output);
  const rest = texts.flatMap((words) => shown.untold(words) ?? []).join('\n');
  return { text: output, exitCode: facts?.exitCode, rest: rest === '' ? undefined : rest };
}

/** First words of a file that was read in part: they stay with its lines. */
const TRUNCATED = /^\s*IMPORTANT: The file content has been truncated/;

/** Lines of a file as they were read. Whether they are all its lines, the log does not say for certain. */
function readFileText(args: LogRecord, texts: readonly string[]): SourceToolContent | undefined {
  const path = asText(args['file_path']) ?? asText(args['absolute_path']) ?? asText(args['path']);
  const [whole, ...more] = texts;
  if (path === undefined || whole === undefined || more.length > 0 || TRUNCATED.test(whole)) return undefined;
  const startLine = asCount(args['start_line']) ?? (asCount(args['offset']) ?? 0) + 1;
  return { type: '_reprise/read', path, text: whole, startLine: Math.max(1, startLine) };
}

const REFUSED =
  /did not (?:allow|approve)|(?:rejected|denied|declined) by (?:the )?user|user (?:rejected|denied|declined)/i;

function reasonOf(status: ToolAnswer['status'], texts: readonly string[]): ToolOutcome['reason'] {
  if (status === 'success') return undefined;
  const isRefused = texts.some((words) => REFUSED.test(words.slice(0, 1000)));
  if (isRefused) return 'refused';
  return status === 'cancelled' ? 'interrupted' : 'failed';
}

/** Whether a call is over: its record says how it ended, or there is a result. */
export function answerStatus(call: LogRecord): ToolAnswer['status'] | undefined {
  const { status, result } = call;
  if (status === 'success' || status === 'error' || status === 'cancelled') return status;
  const parts = partsOf(result);
  if (parts.length === 0) return undefined;
  return isError(result) ? 'error' : 'success';
}

/** Whether a content holds a response that is an error. */
export function isError(result: unknown): boolean {
  return asList(Array.isArray(result) ? result : [result]).some((part) => {
    const response =
      isObject(part) && isObject(part['functionResponse']) ? part['functionResponse']['response'] : undefined;
    return isObject(response) && 'error' in response && !('output' in response);
  });
}
