import type { EventMeta } from '../../../format/index.ts';
import type { CallEnd, SessionWriter } from '../../records/session-writer.ts';
import { describeCall } from '../../records/tool-description.ts';
import { oneLine } from '../../records/tool-calls.ts';
import { asCount, asNumber, asText, isObject } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import { ToldTexts } from '../../kept/told-texts.ts';
import { mediaOf, textOf } from './message-blocks.ts';
import type { MessageBlock } from './message-blocks.ts';
import { changeInputs, changesOf, commandOf, fileRead, patchRemainder, toolEntry } from './pi-tools.ts';

type CallBlock = Extract<MessageBlock, { kind: 'call' }>;

/** How a command ended, in the words behind its output. */
const ENDINGS: readonly (readonly [RegExp, CallEnd['reason']])[] = [
  [/\n*Command exited with code (-?\d{1,10})\s*$/, 'failed'],
  [/\n*Command aborted\s*$/, 'interrupted'],
  [/\n*Command timed out after [^\n]{1,40}$/, 'failed'],
];

/** What a shell tool says where a command printed nothing. */
const NO_OUTPUT = '(no output)';

/** Writes calls with their results, and the commands that a person ran. */
export class CallWriter {
  readonly #writer: SessionWriter;

  constructor(writer: SessionWriter) {
    this.#writer = writer;
  }

  /** First pass: a call of a message. */
  surveyCall({ id, name, input }: CallBlock): void {
    if (id !== undefined) this.#writer.survey.call(id, commandOf(name, input) !== undefined);
  }

  /** First pass: the result of a call. */
  surveyResult(message: LogRecord): void {
    const id = asText(message['toolCallId']);
    if (id !== undefined) this.#writer.survey.result(id);
  }

  /** A call that an answer asks for. */
  call({ id, name, input }: CallBlock, meta: EventMeta): void {
    this.#writer.call({
      id,
      name,
      input,
      inChange: changeInputs(name),
      description: describeCall(name, input, toolEntry(name, input)),
      command: commandOf(name, input),
      meta,
    });
  }

  /** What became of a call. */
  result(message: LogRecord): void {
    const id = asText(message['toolCallId']);
    const isError = message['isError'] === true;
    const open = this.#writer.openCall(id);
    const details = isObject(message['details']) ? message['details'] : {};
    const name = open?.name ?? asText(message['toolName']) ?? '';
    const end = open?.start.command
      ? shellEnd(name, { text: textOf(message['content']), isError, details })
      : { text: textOf(message['content']), status: isError ? ('failed' as const) : ('completed' as const) };
    const changes = open && !isError ? changesOf(name, open.input, details) : [];
    const made = changes.map((change) => this.#writer.change({ ...change, toolCallId: open!.id }));
    const media = mediaOf(message['content']).map((content) => ({ type: 'content' as const, content }));
    const read =
      name === 'read' && open && !isError && media.length === 0 ? fileRead(open.input, end.text) : undefined;
    const patch = open && patchRemainder(name, open.input, changes);
    this.#writer.result(id, {
      ...end,
      text: read ? behindRead(end.text, read.text) : end.text,
      content: [...made, ...(read ? [read] : []), ...media],
      rawOutput: remainder(details, end.text, made.length > 0),
      duration: asCount(details['durationMs']),
      ...(patch !== undefined && { rawInput: { patch } }),
    });
  }

  /** A command that the person ran (`!`): shown like the agent's own. */
  ownCommand(message: LogRecord, id: string): void {
    const command = asText(message['command']) ?? '';
    const isCancelled = message['cancelled'] === true;
    const exitCode = asNumber(message['exitCode']);
    const isHidden = message['excludeFromContext'] === true;
    this.#writer.call({
      id,
      name: '',
      description: { title: oneLine(command), kind: 'execute', locations: [] },
      command: { command },
      meta: { origin: 'command' },
    });
    this.#writer.markTold(command);
    this.#writer.result(id, {
      text: asText(message['output']) ?? '',
      exitCode,
      ...((isCancelled || (exitCode !== undefined && exitCode !== 0)) && { status: 'failed' }),
      ...(isCancelled && { reason: 'interrupted' }),
      ...(isHidden && { rawOutput: { excludeFromContext: true } }),
    });
  }
}

/** How a command ended. A tool of Pi gives no result but an error where the exit code is not 0. */
function shellEnd(
  name: string,
  { text, isError, details }: { text: string; isError: boolean; details: LogRecord },
): CallEnd & { readonly text: string } {
  const told = asNumber(details['exitCode']);
  for (const [pattern, reason] of isError ? ENDINGS : []) {
    const match = pattern.exec(text);
    if (!match) continue;
    const exitCode = told ?? (match[1] === undefined ? undefined : Number(match[1]));
    // The words stand at the terminal's end where they are an exit code, else they are part of the output.
    const output = match[1] === undefined ? text : text.slice(0, match.index);
    return { text: withoutRemark(output), status: 'failed', reason, exitCode };
  }
  const exitCode = told ?? (!isError && name === 'bash' ? 0 : undefined);
  const hasFailed = isError || (exitCode !== undefined && exitCode !== 0);
  return { text: withoutRemark(text), status: hasFailed ? 'failed' : 'completed', exitCode };
}

function withoutRemark(output: string): string {
  return output.trim() === NO_OUTPUT ? '' : output;
}

/** What a tool said behind the lines of a file. */
function behindRead(text: string, lines: string): string | undefined {
  return text.length > lines.length ? text.slice(lines.length).trim() : undefined;
}

/** What the details of a result say beyond its text, its duration and, where there is one, its change. */
function remainder(details: LogRecord, text: string, isChange: boolean): CallEnd['rawOutput'] {
  const without = ['durationMs', 'exitCode', 'firstChangedLine', ...(isChange ? ['diff', 'patch'] : [])];
  const rest = new ToldTexts(text).remainder(details, new Set(without));
  return isObject(rest) ? rest : undefined;
}
