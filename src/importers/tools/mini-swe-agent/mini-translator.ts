import type { ContentPart } from '../../chat-messages/content-parts.ts';
import type { EventMeta, SessionInfo } from '../../../format/index.ts';
import { changesOfDiff } from '../../changes/changes-of-diff.ts';
import type { ChatCall } from '../../chat-messages/chat-message.ts';
import { ChatLog } from '../../chat-messages/chat-log.ts';
import { wordsOf } from '../../chat-messages/content-parts.ts';
import { issueTitle } from '../../chat-messages/issue-title.ts';
import type { ToolSet } from '../../chat-messages/tool-set.ts';
import type { RecordTranslator, SourceRecord } from '../../records/record-importer.ts';
import { textContent } from '../../records/session-writer.ts';
import type { SessionWriter } from '../../records/session-writer.ts';
import { asNumber, asText, isObject } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import { commandResult } from './command-result.ts';
import { readMini } from './mini-message.ts';
import type { MiniMessage } from './mini-message.ts';
import { miniUsageOf } from './mini-usage.ts';

/** There is one tool: a shell, which runs each command anew. */
const TOOLS: ToolSet = {
  entries: new Map([['bash', { kind: 'execute', verb: '', subject: ['command'] }]]),
  commandOf: ({ args }) => (typeof args['command'] === 'string' ? { command: args['command'] } : undefined),
  changesOf: () => undefined,
};

/** What the messages of a trajectory mean. */
export class MiniTranslator implements RecordTranslator {
  readonly #writer: SessionWriter;
  readonly #log: ChatLog;
  readonly #models = new Set<string>();
  readonly #surveyed = new OpenCalls();
  readonly #open = new OpenCalls();
  #info: LogRecord = {};
  /** What the run was called into being for. */
  #task: string | undefined;
  /** Number of the last record. */
  #last = 0;
  #hasAnswered = false;
  #hasEnded = false;
  #cost = 0;
  #used = 0;

  constructor(writer: SessionWriter) {
    this.#writer = writer;
    this.#log = new ChatLog(writer, { tools: TOOLS });
  }

  survey(record: LogRecord, { number }: SourceRecord): void {
    this.#last = number;
    const message = readMini(record);
    if (message.role === 'user') this.#task ??= wordsOf(message.parts);
    const model = asText(responseOf(record, message)['model']);
    if (model !== undefined) this.#models.add(model);
    for (const call of this.#surveyed.add(message.calls, number)) this.#writer.survey.call(call.id, true);
    const answered = isAnswer(message) ? this.#surveyed.answer(message.resultOf) : undefined;
    if (answered !== undefined) this.#writer.survey.result(answered);
  }

  envelope({ info }: LogRecord): void {
    if (isObject(info)) this.#info = info;
    const { model } = this.#config;
    const name = isObject(model) ? asText(model['model_name']) : undefined;
    if (name !== undefined && this.#models.size === 0) this.#models.add(name);
  }

  info(): Omit<SessionInfo, 'type' | 'startedAt'> {
    const version = asText(this.#info['mini_version']);
    const { environment } = this.#config;
    const cwd = isObject(environment) ? asText(environment['cwd']) : undefined;
    const title = issueTitle(this.#task ?? '');
    return {
      ...(title !== undefined && { title }),
      agent: {
        name: 'mini-swe-agent',
        ...(version !== undefined && { version }),
        ...(this.#models.size > 0 && { models: [...this.#models] }),
      },
      ...(cwd?.startsWith('/') && { workspace: { root: cwd } }),
    };
  }

  translate(record: LogRecord, { number }: SourceRecord): boolean {
    const message = readMini(record);
    switch (message.role) {
      case 'system':
      case 'developer':
        this.#log.injected(message.parts, 'prompt');
        return true;
      case 'assistant':
        this.#answer(record, message, number);
        return true;
      case 'user':
      case 'tool':
        this.#reply(message, number);
        return true;
      case 'exit':
        this.#exit(message);
        return true;
      default:
        return false;
    }
  }

  /** What the run cost, and how it ended where no message says so. */
  finish(): void {
    const { model_stats: stats, exit_status: status } = this.#info;
    const cost = (isObject(stats) ? asNumber(stats['instance_cost']) : undefined) ?? this.#cost;
    if (cost > 0) {
      // Sums of dollars have more digits than they mean.
      const amount = Math.round(cost * 1e6) / 1e6;
      this.#writer.update({
        sessionUpdate: 'usage_update',
        used: this.#used,
        cost: { amount, currency: 'USD' },
      });
    }
    const how = asText(status);
    if (how !== undefined && !this.#hasEnded) this.#end(how);
  }

  get #config(): LogRecord {
    return isObject(this.#info['config']) ? this.#info['config'] : {};
  }

  #answer(record: LogRecord, message: MiniMessage, number: number): void {
    this.#hasAnswered = true;
    const response = responseOf(record, message);
    const usage = miniUsageOf(response['usage']);
    const model = asText(response['model']);
    this.#cost += Math.max(0, asNumber(message.extra['cost']) ?? 0);
    if (usage)
      this.#used = (usage.inputTokens ?? 0) + (usage.outputTokens ?? 0) + (usage.cacheReadTokens ?? 0);
    const meta: EventMeta = { ...(model !== undefined && { model }), ...(usage && { usage }) };
    this.#log.answer({ ...message, calls: this.#open.add(message.calls, number) }, meta);
  }

  /** A message to the model: the task, the result of a command, or what the program or a person says in between. */
  #reply(message: MiniMessage, number: number): void {
    const { parts, interrupt } = message;
    if (!this.#hasAnswered || interrupt === 'UserNewTask') {
      // Issues were written in a browser: their lines may end as those of Windows do.
      this.#log.prompt(parts.map(withPlainLineEnds));
      return;
    }
    const answered = isAnswer(message) ? this.#open.answer(message.resultOf) : undefined;
    if (answered !== undefined) this.#result(answered, message, number);
    else if (interrupt === 'UserInterruption') this.#writer.notice('interruption', wordsOf(parts));
    else this.#log.injected(parts, interrupt ?? 'reminder');
  }

  #result(id: string, { parts, extra, interrupt }: MiniMessage, number: number): void {
    const words = wordsOf(parts);
    const { text = words, exitCode, failure } = commandResult(words, extra) ?? {};
    const isFailed = failure !== undefined || (exitCode ?? 0) !== 0;
    const isInterrupted = interrupt === 'UserInterruption';
    if (isInterrupted) this.#writer.notice('interruption', words);
    this.#writer.result(id, {
      text: isInterrupted ? undefined : text,
      ...(exitCode !== undefined && { exitCode }),
      ...((isFailed || isInterrupted) && { status: 'failed' as const }),
      ...(isInterrupted && { reason: 'interrupted' as const }),
      ...(failure !== undefined && { content: [textContent(failure)] }),
    });
    // Older trajectories end with what was submitted.
    if (number === this.#last) this.#submission(words);
  }

  /** The end of a run, which newer trajectories have as a message. */
  #exit({ parts, extra }: MiniMessage): void {
    const words = wordsOf(parts);
    this.#submission(words);
    this.#end(asText(extra['exit_status']) ?? 'exit', words);
  }

  #end(status: string, words = ''): void {
    this.#hasEnded = true;
    const text = words === '' || words === status ? `The run ended: ${status}` : words;
    const kind = /^submitted/i.test(status) ? 'system' : 'error';
    this.#writer.notice(kind, text, { data: { kind: 'exit', status } });
  }

  /** The patch that was submitted has all changes at once: the commands that made them are no edits. */
  #submission(words: string): void {
    for (const change of changesOfDiff(words)) this.#writer.change(change);
  }
}

/** Calls that wait for their results. Those that the log has no ids for are answered in the order they were made in. */
class OpenCalls {
  readonly #ids: string[] = [];

  /** @returns the calls, each with an id */
  add(calls: readonly ChatCall[], record: number): readonly (ChatCall & { readonly id: string })[] {
    const named = calls.map((call, index) => ({ ...call, id: call.id ?? `call-${record}.${index}` }));
    this.#ids.push(...named.map(({ id }) => id));
    return named;
  }

  /** @returns the id of the call that a message answers, if one waits */
  answer(id: string | undefined): string | undefined {
    if (id === undefined) return this.#ids.shift();
    const index = this.#ids.indexOf(id);
    return index === -1 ? undefined : this.#ids.splice(index, 1)[0];
  }
}

/** Whether a message may answer a call: that the answer had a wrong form does not, nor does a new task. */
function isAnswer({ role, interrupt }: MiniMessage): boolean {
  if (role === 'tool') return true;
  return role === 'user' && interrupt !== 'UserNewTask' && interrupt !== 'FormatError';
}

/** The answer as the interface gave it: kept beside the message, or the message itself. */
function responseOf(record: LogRecord, { extra }: MiniMessage): LogRecord {
  if (record['object'] === 'response') return record;
  return isObject(extra['response']) ? extra['response'] : {};
}

function withPlainLineEnds(part: ContentPart): ContentPart {
  return part.kind === 'text' ? { ...part, text: part.text.replaceAll(/\r\n?/g, '\n') } : part;
}
