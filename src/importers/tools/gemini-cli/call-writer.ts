import type { EventMeta, TokenUsage } from '../../../format/index.ts';
import { asCount, isObject, asText } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import { parseIsoTime } from '../../sources/iso-time.ts';
import type { SessionWriter } from '../../records/session-writer.ts';
import { describeCall } from '../../records/tool-description.ts';
import { answerStatus, isError, readOutcome } from './tool-outcome.ts';
import type { ToolAnswer } from './tool-outcome.ts';
import { isShell, planOf, toolEntry } from './tool-entry.ts';

/** Arguments that a change holds. */
const IN_CHANGE = ['content', 'old_string', 'new_string'];

const EDITS = new Set(['write_file', 'replace', 'edit']);

/** What a log says of a result beside the part that the model gets. */
export interface ResponseFacts {
  readonly status?: ToolAnswer['status'] | undefined;
  /** What the person is shown. */
  readonly display?: unknown;
  /** Milliseconds the tool took. */
  readonly duration?: number | undefined;
}

/**
 * Writes calls with their results. A session has both in one record (`toolCalls`); a checkpoint, and a history that
 * was written back into a log, has them as parts of messages, which may be without ids: then a result belongs to the
 * oldest call of its name.
 */
export class CallWriter {
  readonly #writer: SessionWriter;
  /** Calls from parts that wait for their result, by the name of the tool. */
  readonly #unnamed = new Map<string, string[]>();
  readonly #surveyed = new Map<string, string[]>();
  readonly #known = new Map<string, { readonly call: LogRecord; isOver: boolean }>();
  #unnamedCount = 0;
  #surveyedCount = 0;

  constructor(writer: SessionWriter) {
    this.#writer = writer;
  }

  /** First pass: the calls of a message, then their results. */
  surveyRecords(calls: readonly LogRecord[]): void {
    const { survey } = this.#writer;
    for (const call of calls) {
      const id = asText(call['id']);
      if (id !== undefined) survey.call(id, isShell(asText(call['name']) ?? ''));
    }
    for (const call of calls) {
      const id = asText(call['id']);
      if (id !== undefined && answerStatus(call)) survey.result(id);
    }
  }

  /** First pass: a call that is a part of a message. */
  surveyPart(kind: 'call' | 'response', value: LogRecord): void {
    const name = asText(value['name']) ?? '';
    if (kind === 'response') {
      const id = asText(value['id']) ?? this.#surveyed.get(name)?.shift();
      if (id !== undefined) this.#writer.survey.result(id);
      return;
    }
    const id = asText(value['id']) ?? remember(this.#surveyed, name, (this.#surveyedCount += 1));
    this.#writer.survey.call(id, isShell(name));
  }

  /**
   * The calls of a message, all before the first result: they were asked for together.
   *
   * @param calls - those that an earlier record of the message did not have, or not yet with a result
   */
  records(calls: readonly LogRecord[], meta: EventMeta): void {
    let first: EventMeta | undefined = meta;
    for (const call of calls) {
      const id = asText(call['id']);
      if (id !== undefined && this.#writer.openCall(id) !== undefined) continue;
      this.#start(id, call, first);
      first = undefined;
    }
    const ended = calls.filter((call) => answerStatus(call) !== undefined);
    for (const call of ended.sort((a, b) => timeOf(a) - timeOf(b))) this.#end(call);
  }

  /** A call that is a part of a message; one that stood in a record already is not shown again. */
  part(value: LogRecord, meta: EventMeta): void {
    const id = asText(value['id']);
    if (id !== undefined && this.#known.has(id)) return;
    const name = asText(value['name']) ?? '';
    this.#start(id ?? remember(this.#unnamed, name, (this.#unnamedCount += 1)), value, meta);
  }

  /** A result that is a part of a user's message; one that stood in a record already is not shown again. */
  response(value: LogRecord, facts: ResponseFacts = {}): void {
    const result = [{ functionResponse: value }];
    const name = asText(value['name']) ?? '';
    const id = asText(value['id']) ?? this.#unnamed.get(name)?.shift();
    const known = id === undefined ? undefined : this.#known.get(id);
    if (known?.isOver) {
      this.#sent(id, value);
      return;
    }
    if (known) known.isOver = true;
    const args = known && isObject(known.call['args']) ? known.call['args'] : {};
    const status = facts.status ?? (isError(result) ? 'error' : 'success');
    const { display, duration } = facts;
    this.#write(id, { name, args, status, result, display }, duration);
  }

  /** What the model got of a result that was shown already, where it is worded differently. */
  #sent(id: string | undefined, { response }: LogRecord): void {
    const words = isObject(response) ? asText(response['output']) : undefined;
    if (words === undefined || this.#writer.isTold(words)) return;
    const toolCallId = this.#writer.callId(id);
    const data = { kind: 'sent' };
    this.#writer.notice('system', words, { data, ...(toolCallId !== undefined && { toolCallId }) });
  }

  #start(id: string | undefined, call: LogRecord, meta: EventMeta | undefined): void {
    const name = asText(call['name']) ?? '';
    const { args } = call;
    const status = answerStatus(call);
    const outcome = status === undefined ? undefined : readOutcome(answerOf(call, status));
    // A command that was not allowed did not run.
    const runs = isShell(name) && isObject(args) && outcome?.reason !== 'refused';
    const command = runs ? asText(args['command']) : undefined;
    const cwd = runs ? (asText(args['dir_path']) ?? asText(args['directory'])) : undefined;
    // Without an outcome here the result comes later; a call whose result has no change gets its texts back then.
    const hasChange = outcome ? outcome.edit !== undefined : EDITS.has(name);
    const inChange = hasChange ? IN_CHANGE : [];
    const plan = planOf(name, args);
    this.#writer.call({
      id,
      name,
      input: args,
      inChange,
      description: describeCall(name, args, toolEntry(name, args)),
      ...(command !== undefined && { command: { command, cwd } }),
      ...(meta && { meta }),
    });
    if (id !== undefined) this.#known.set(id, { call, isOver: status !== undefined });
    if (plan.length > 0) this.#writer.plan(plan);
  }

  #end(call: LogRecord): void {
    const id = asText(call['id']);
    const known = id === undefined ? undefined : this.#known.get(id);
    if (known) known.isOver = true;
    const answer = answerOf(call, answerStatus(call) ?? 'success');
    this.#writer.at(parseIsoTime(call['timestamp']));
    this.#write(id, answer);
  }

  #write(id: string | undefined, answer: ToolAnswer, duration?: number): void {
    const outcome = readOutcome(answer);
    const changes = outcome.edit ? [this.#writer.change(outcome.edit)] : [];
    this.#writer.result(id, {
      status: outcome.reason === undefined ? 'completed' : 'failed',
      reason: outcome.reason,
      text: outcome.text,
      exitCode: outcome.exitCode,
      duration,
      content: [...changes, ...outcome.content],
      rawOutput: outcome.rawOutput,
    });
  }
}

function answerOf(call: LogRecord, status: ToolAnswer['status']): ToolAnswer {
  const { name, args, result, resultDisplay: display } = call;
  return { name: asText(name) ?? '', args: isObject(args) ? args : {}, status, result, display };
}

/** A call without a time ends with the message. */
function timeOf(call: LogRecord): number {
  return parseIsoTime(call['timestamp']) ?? 0;
}

/** Names a call that has no id, by its place. */
function remember(open: Map<string, string[]>, name: string, number: number): string {
  const id = `call-${number}`;
  const ids = open.get(name);
  if (ids) ids.push(id);
  else open.set(name, [id]);
  return id;
}

/** Tokens of a message. The program counts what was cached with the input, and thinking apart from the output. */
export function usageOf(tokens: unknown): TokenUsage | undefined {
  if (!isObject(tokens)) return undefined;
  const [input, output, cached, thoughts, tool] = ['input', 'output', 'cached', 'thoughts', 'tool'].map(
    (key) => asCount(tokens[key]),
  );
  if (input === undefined && output === undefined) return undefined;
  return {
    ...(input !== undefined && { inputTokens: Math.max(0, input - (cached ?? 0)) + (tool ?? 0) }),
    ...(output !== undefined && { outputTokens: output + (thoughts ?? 0) }),
    ...(cached ? { cacheReadTokens: cached } : {}),
  };
}
