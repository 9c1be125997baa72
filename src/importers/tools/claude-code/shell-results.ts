import type { JsonObject } from '../../../format/index.ts';
import { isObject, asText } from '../../sources/json-value.ts';
import { exitCodeOf, hasEscapes, MAX_EXCERPT } from '../../records/tool-calls.ts';
import { exitLine } from '../../records/synthesised-terminal.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import type { Session } from './session.ts';
import { textContent } from './tool-result.ts';
import type { ResultView, ToolResult } from './tool-result.ts';

/**
 * Result of a shell command: its output goes to the terminal, and the call refers to it; plain output of less
 * than 400 characters stands with the call too, so that it can be shown without loading a terminal.
 *
 * @returns `undefined` for other tools, for commands that were never carried out, and for images
 */
export function translateShellResult(session: Session, result: ToolResult): ResultView | undefined {
  const { call, value } = result;
  if (!call.facts?.isShell || call.facts.ran !== true || result.media.length > 0) return undefined;
  const fields = isObject(value) ? value : {};
  const message = typeof value === 'string' ? value : (result.words[0] ?? '');
  const exitCode = isObject(value) ? undefined : exitCodeOf(message);
  const given = isObject(value) ? streams(fields) : outputOf(result.words.join('\n'), exitCode);
  const output = session.persisted ?? given;
  if (session.overlapping.has(call.facts.ambiguous ? '' : call.id)) {
    session.terminal.start({ command: asText(call.input['command']) ?? '', cwd: call.cwd });
  }
  const reference = session.terminal.finish({ text: output, exitCode });
  result.shown.add(output);
  if (exitCode !== undefined) noteExit(session, result, exitCode);
  const isText = output.length < MAX_EXCERPT && !hasEscapes(output);
  const content = isText ? (output === '' ? [] : [textContent(output)]) : [reference];
  const facts: JsonObject | undefined = isText && exitCode !== undefined ? { exitCode } : undefined;
  writeLiveOutput(session, result);
  writeCommits(session, result, output);
  return {
    content,
    without: ['gitOperation', 'stdoutLines', 'stderrLines'],
    ...(facts && { facts }),
    remark: remarkOf(result, output),
  };
}

/** What the command printed while it ran and the result does not repeat. */
function writeLiveOutput(session: Session, { call, shown }: ToolResult): void {
  const words = session.progress.take(call.id, shown);
  if (words === undefined) return;
  session.writer.update({ sessionUpdate: '_reprise/progress', text: words, toolCallId: call.id });
}

/** The terminal says how a command ended, and so does its reference. */
function noteExit(session: Session, result: ToolResult, exitCode: number): void {
  const lines = `${exitLine(exitCode)}\nExit code ${exitCode}`;
  result.shown.add(lines);
  session.cover(lines);
}

function streams(fields: LogRecord): string {
  const stdout = asText(fields['stdout']) ?? '';
  const stderr = asText(fields['stderr']) ?? '';
  return [stdout, stderr].filter((stream) => stream !== '').join('\n');
}

/** The output of a failed command follows its exit code. */
function outputOf(message: string, exitCode: number | undefined): string {
  if (exitCode === undefined) return message;
  const end = message.indexOf('\n');
  return end === -1 ? '' : message.slice(end + 1);
}

/** What the model was told beyond the output: that it runs in the background, was too long, or was empty. */
function remarkOf(result: ToolResult, output: string): string {
  const words = result.words.join('\n');
  return words.trim() === output.trim() ? '' : words;
}

/** `[main 1a2b3c4] message` and `[main (root-commit) 1a2b3c4] message`, as git prints a commit. */
const COMMIT = /^\[([^\]\n]{1,200}?)(?: \(root-commit\))? ([0-9a-f]{7,40})\] (.{1,500})$/m;

/** Characters of an output that are searched for commits. */
const MAX_COMMIT_OUTPUT = 20_000;

function writeCommits(session: Session, { call, value }: ToolResult, output: string): void {
  const operation = isObject(value) && isObject(value['gitOperation']) ? value['gitOperation'] : {};
  const commit = isObject(operation['commit']) ? operation['commit'] : {};
  const hash = asText(commit['sha']);
  const isCommand = (asText(call.input['command']) ?? '').includes('git ');
  const printed = isCommand ? COMMIT.exec(output.slice(0, MAX_COMMIT_OUTPUT)) : null;
  if (hash === undefined && !printed) return;
  const [, branch, shortHash, subject] = printed ?? [];
  session.addCommit({
    sessionUpdate: '_reprise/commit',
    ...(subject !== undefined && { text: subject.trim() }),
    toolCallId: call.id,
    data: {
      ...((hash ?? shortHash) !== undefined && { hash: hash ?? shortHash }),
      ...(branch !== undefined && { branch }),
    },
  });
}
