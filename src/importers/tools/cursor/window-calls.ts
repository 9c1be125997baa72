import type { EventMeta } from '../../../format/index.ts';
import { ToldTexts } from '../../kept/told-texts.ts';
import { asCount, asNumber, asText, isObject } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import type { CallEnd, SessionWriter } from '../../records/session-writer.ts';
import { planOf } from '../../records/todo-plan.ts';
import { describeCall } from '../../records/tool-description.ts';
import { composerTime } from './window-composers.ts';
import { isWindowShell, windowChanges, windowTool } from './window-tools.ts';

/** States of a call that has come to its end. */
const ENDED: ReadonlySet<string> = new Set(['completed', 'error', 'cancelled']);

/** Inputs that a change shows. */
const IN_CHANGE = ['contents', 'content', 'old_string', 'new_string', 'edits'];

/** Members of a result that are its text, best first. */
const TEXTS = ['output', 'contents', 'content', 'resultForModel', 'outputRaw'];

/** Members of a result that changes show. */
const SHOWN_BY_CHANGE: ReadonlySet<string> = new Set([
  'beforeContentId',
  'afterContentId',
  'contentsBeforeEdit',
  'contentsAfterEdit',
  'diff',
  'fileWasCreated',
  'isNew',
]);

/** A call that started a conversation of a subagent. */
export interface StartedBy {
  /** Id of the call, as the log has it. */
  readonly call: string;
  /** Number of its message. */
  readonly record: number;
}

/** Writes the calls of a conversation: a message holds both the call and how it ended. */
export class WindowCalls {
  /** By the id of the conversation of a subagent. */
  readonly started = new Map<string, StartedBy>();
  readonly #writer: SessionWriter;

  constructor(writer: SessionWriter) {
    this.#writer = writer;
  }

  survey(call: LogRecord, number: number): void {
    const id = idOf(call, number);
    this.#writer.survey.call(id, isWindowShell(nameOf(call)));
    if (isEnded(call)) this.#writer.survey.result(id);
    const agent = isObject(call['result']) ? asText(call['result']['agentId']) : undefined;
    if (agent !== undefined && !this.started.has(agent))
      this.started.set(agent, { call: id, record: number });
  }

  write(call: LogRecord, at: { number: number; bubble: LogRecord; meta: EventMeta }): void {
    const writer = this.#writer;
    const id = idOf(call, at.number);
    const name = nameOf(call);
    const input = inputOf(call);
    const isRefused = refused(call);
    const command = isWindowShell(name) && !isRefused ? asText(input['command']) : undefined;
    const params = isObject(call['params']) ? call['params'] : {};
    const plan = name.startsWith('todo_write') ? planOf(input['todos'] ?? params['todos']) : undefined;
    const { timingInfo } = at.bubble;
    const timing = isObject(timingInfo) ? timingInfo : {};
    const [start, end] = [asNumber(timing['clientStartTime']), asNumber(timing['clientEndTime'])];
    writer.at(start);
    writer.call({
      id,
      name,
      input,
      description: describeCall(name, input, windowTool(name, input), {
        without: new Set(plan ? ['todos'] : []),
      }),
      inChange: IN_CHANGE.filter((key) => key in input && isEdit(name, input)),
      ...(command !== undefined && {
        command: { command, cwd: asText(params['cwd']) ?? asText(input['cwd']) },
      }),
      meta: at.meta,
    });
    if (plan && plan.length > 0) writer.plan(plan);
    writer.markTold([call['rawArgs'], plan && params['todos']]);
    if (!isEnded(call)) return;
    writer.at(end ?? composerTime(at.bubble['endedAtMs']));
    const duration =
      start !== undefined && end !== undefined && end >= start ? Math.round(end - start) : undefined;
    writer.result(id, { ...this.#endOf(id, call, input), ...(duration !== undefined && { duration }) });
  }

  #endOf(id: string, call: LogRecord, input: LogRecord): CallEnd {
    const name = nameOf(call);
    const { result, error, status } = call;
    if (refused(call)) return { status: 'failed', reason: 'refused', text: errorText(error) };
    if (status === 'cancelled')
      return { status: 'failed', reason: 'interrupted', ...outputOf(result, false) };
    const failed = status === 'error' ? ({ status: 'failed' } as const) : {};
    if (isWindowShell(name)) return { ...failed, ...shellEnd(result, error) };
    if (status === 'error') {
      const output = outputOf(result, false);
      return { ...failed, ...output, text: errorText(error) ?? output.text };
    }
    const toolCallId = this.#writer.openCall(id)?.id;
    const changes = windowChanges(name, input, call).map((change) =>
      this.#writer.change({ ...change, ...(toolCallId !== undefined && { toolCallId }) }),
    );
    if (changes.length > 0)
      this.#writer.markTold([call['contents'], isObject(result) ? result['diff'] : undefined]);
    return { ...outputOf(result, changes.length > 0), content: changes };
  }
}

function nameOf(call: LogRecord): string {
  return asText(call['name']) ?? '';
}

/** Calls without an id are named by their place. */
function idOf(call: LogRecord, number: number): string {
  return asText(call['toolCallId']) ?? `call-${number}`;
}

/** What the model gave the tool; where that is not there, what the program made of it. */
function inputOf({ rawArgs, params }: LogRecord): LogRecord {
  if (isObject(rawArgs) && Object.keys(rawArgs).length > 0) return rawArgs;
  return isObject(params) ? params : {};
}

function isEdit(name: string, input: LogRecord): boolean {
  return windowTool(name, input)?.kind === 'edit';
}

function isEnded({ status, result }: LogRecord): boolean {
  return ENDED.has(asText(status) ?? '') || (status === undefined && result !== undefined);
}

function refused({ userDecision, result }: LogRecord): boolean {
  return userDecision === 'rejected' || (isObject(result) && result['rejected'] === true);
}

function errorText(error: unknown): string | undefined {
  if (!isObject(error)) return asText(error);
  const words = [
    'clientVisibleErrorMessage',
    'modelVisibleErrorMessage',
    'actualErrorMessage',
    'error',
    'message',
  ];
  return words.map((key) => asText(error[key])).find(Boolean);
}

function shellEnd(result: unknown, error: unknown): CallEnd {
  const fields = isObject(result) ? result : {};
  const exitCode = asCount(fields['exitCodeV2']) ?? asCount(fields['exitCode']);
  const { text, rawOutput } = outputOf(result, false);
  return {
    text: text ?? errorText(error),
    ...(exitCode !== undefined && { exitCode }),
    ...(rawOutput && { rawOutput: withoutExit(rawOutput) }),
  };
}

function withoutExit(raw: NonNullable<CallEnd['rawOutput']>): NonNullable<CallEnd['rawOutput']> {
  return Object.fromEntries(Object.entries(raw).filter(([key]) => !/^exitCode/.test(key)));
}

/** A result as a person reads it, and what it says beyond that. */
function outputOf(result: unknown, isChanged: boolean): Pick<CallEnd, 'text' | 'rawOutput'> {
  if (typeof result === 'string') return { text: result };
  if (!isObject(result)) return {};
  const key = TEXTS.find((name) => typeof result[name] === 'string');
  const text = key === undefined ? undefined : asText(result[key]);
  const rest = new ToldTexts(text).remainder(result, isChanged ? SHOWN_BY_CHANGE : new Set());
  return {
    ...(text !== undefined && { text }),
    ...(isObject(rest) && { rawOutput: rest }),
  };
}
