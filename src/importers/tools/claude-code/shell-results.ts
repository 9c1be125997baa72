import { isObject, asText } from '../../sources/json-value.ts';
import { exitCodeOf } from '../../records/tool-calls.ts';
import { exitLine } from '../../records/synthesised-terminal.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import type { Session } from './session.ts';
import type { ResultView, ToolResult } from './tool-result.ts';

/**
 * Result of a shell command.
 *
 * @returns `undefined` for other tools, for commands that were never carried out, and for images
 */
export function translateShellResult(session: Session, result: ToolResult): ResultView | undefined {
  const { facts, value } = result;
  if (!facts?.isShell || facts.ran !== true || result.media.length > 0) return undefined;
  const fields = isObject(value) ? value : {};
  const message = typeof value === 'string' ? value : (result.words[0] ?? '');
  const exitCode = isObject(value) ? undefined : exitCodeOf(message);
  const given = isObject(value) ? streams(fields) : outputOf(result.words.join('\n'), exitCode);
  const output = session.persisted ?? given;
  result.told.add(output);
  if (exitCode !== undefined) markExit(session, result, exitCode);
  writeLiveOutput(session, result);
  writeCommits(session, result, output);
  return {
    text: output,
    ...(exitCode !== undefined && { exitCode }),
    content: [],
    without: ['gitOperation', 'stdoutLines', 'stderrLines'],
    remark: remarkOf(result, output),
  };
}

/** What the command printed while it ran and the result does not repeat. */
function writeLiveOutput(session: Session, { call, told }: ToolResult): void {
  const words = session.progress.take(call.id, told);
  if (words !== undefined) session.writer.notice('progress', words, { toolCallId: call.id });
}

/** The terminal says how a command ended, and so does its reference. */
function markExit({ writer }: Session, { told }: ToolResult, exitCode: number): void {
  const lines = `${exitLine(exitCode)}\nExit code ${exitCode}`;
  told.add(lines);
  writer.markTold(lines);
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
