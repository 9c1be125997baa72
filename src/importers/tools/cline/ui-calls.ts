import type { ContentBlock, EventMeta } from '../../../format/index.ts';
import { mediaOfUrl } from '../../records/media-block.ts';
import type { CallEnd, SessionWriter } from '../../records/session-writer.ts';
import { describeCall } from '../../records/tool-description.ts';
import { asList, asText, isObject } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import type { ApiResults } from './api-results.ts';
import { planIn } from './todo-list.ts';
import { fileRead } from './api-tools.ts';
import { withoutExitCode } from './tool-result.ts';
import { changeInputs, changesOf, showsResult, UI_TOOLS } from './ui-tools.ts';
import { kindOf, objectOf, wordsOf } from './ui-record.ts';

/** Kinds that bring what a call gave → those that the call is of. */
const RESULTS: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['command_output', new Set(['command'])],
  ['mcp_server_request_started', new Set(['use_mcp_server'])],
  ['mcp_server_response', new Set(['use_mcp_server'])],
  ['browser_action_result', new Set(['browser_action', 'browser_action_launch'])],
  ['codebase_search_result', new Set(['tool'])],
  ['subagent', new Set(['use_subagents'])],
]);

/** Kinds that may stand between a call and what it gave. */
const BETWEEN: ReadonlySet<string> = new Set(['checkpoint_created', 'checkpoint_saved', 'hook_status']);

/** Kinds that are calls. */
const STARTS: ReadonlySet<string> = new Set([
  'tool',
  'command',
  'use_mcp_server',
  'use_subagents',
  'browser_action_launch',
  'browser_action',
]);

/** A call that waits for what belongs to it. */
interface PendingCall {
  readonly id: string;
  readonly kind: string;
  readonly tool: string;
  readonly input: LogRecord;
  /** What tells its result in what the model was told. */
  readonly subject: string | undefined;
  readonly isAsked: boolean;
  readonly isPartial: boolean;
  readonly outputs: string[];
  readonly media: ContentBlock[];
}

/** Marks at a command that the person must allow it. */
const NEEDS_APPROVAL = /\s*REQ_APP$/;

/** The calls in what a person was shown: a call is one record, its output others behind it. */
export class UiCalls {
  readonly #writer: SessionWriter;
  readonly #results: () => ApiResults | undefined;
  readonly #meta: () => EventMeta;
  #pending: PendingCall | undefined;

  /** @param meta - of the answer that a call begins */
  constructor(writer: SessionWriter, results: () => ApiResults | undefined, meta: () => EventMeta) {
    this.#writer = writer;
    this.#results = results;
    this.#meta = meta;
  }

  /** First pass: a call is always answered, by what stands behind it. */
  survey(record: LogRecord, number: number): void {
    const kind = kindOf(record);
    if (!STARTS.has(kind)) return;
    this.#writer.survey.call(callId(number), kind === 'command');
    this.#writer.survey.result(callId(number));
  }

  /**
   * Ends the call that waits, unless what comes next belongs to it.
   *
   * @param next - kind of the next record; absent where there is none, or one that is kept word for word
   */
  release(next: string | undefined): void {
    const pending = this.#pending;
    if (!pending || (next !== undefined && belongs(next, pending))) return;
    this.#pending = undefined;
    // What was cut off in the middle was not done.
    if (pending.isPartial) this.#interrupt(pending);
    else this.#end(pending);
  }

  /** After the last record: what was asked last was not allowed yet. */
  finish(): void {
    if (this.#pending?.isAsked && this.#pending.outputs.length === 0) this.#interrupt(this.#pending);
    else this.release(undefined);
    this.#pending = undefined;
  }

  /** @returns whether the record is a call, or brings what one gave */
  translate(kind: string, record: LogRecord, number: number): boolean {
    const text = wordsOf(record);
    switch (kind) {
      case 'tool':
        return this.#tool(record, number);
      case 'command':
        this.#start(record, number, {
          tool: 'command',
          input: { command: text.replace(NEEDS_APPROVAL, '') },
        });
        return true;
      case 'use_mcp_server': {
        const input = objectOf(record);
        const tool = ['mcp', input['serverName'], input['toolName'] ?? input['uri']]
          .filter(Boolean)
          .join('__');
        this.#start(record, number, { tool, input });
        return true;
      }
      case 'use_subagents':
        this.#start(record, number, { tool: kind, input: objectOf(record) });
        return true;
      case 'browser_action_launch':
      case 'browser_action':
        this.#start(record, number, {
          tool: 'browser',
          input: kind === 'browser_action' ? objectOf(record) : { url: text },
        });
        return true;
      default:
        return RESULTS.has(kind) && this.#bring(kind, record);
    }
  }

  #tool(record: LogRecord, number: number): boolean {
    const { tool: name, ...input } = objectOf(record);
    const tool = asText(name);
    if (tool === undefined) return false;
    this.#start(record, number, { tool, input });
    const plan = tool === 'updateTodoList' ? planIn(input['todos'] ?? input['content']) : [];
    if (plan.length > 0) this.#writer.plan(plan);
    return true;
  }

  #start(record: LogRecord, number: number, { tool, input }: { tool: string; input: LogRecord }): void {
    const id = callId(number);
    const kind = kindOf(record);
    const command = kind === 'command' ? asText(input['command']) : undefined;
    const shown = showsResult(tool) ? new Set(['content']) : undefined;
    this.#writer.call({
      id,
      name: tool,
      input,
      inChange: changeInputs(tool),
      description:
        command === undefined
          ? describeCall(tool, input, ENTRIES.get(tool) ?? UI_TOOLS.get(tool), shown && { without: shown })
          : describeCall(tool, input, ENTRIES.get('command')),
      ...(command !== undefined && { command: { command } }),
      meta: this.#meta(),
    });
    const outputs = showsResult(tool) && typeof input['content'] === 'string' ? [input['content']] : [];
    this.#pending = {
      id,
      kind,
      tool,
      input,
      subject: command ?? asText(input['path']) ?? asText(input['toolName']),
      isAsked: record['type'] === 'ask',
      isPartial: record['partial'] === true,
      outputs,
      media: [],
    };
  }

  /** What the waiting call gave; without one it is told as a result of its own. */
  #bring(kind: string, record: LogRecord): boolean {
    const text = wordsOf(record);
    const pending = this.#pending;
    if (!pending || !RESULTS.get(kind)?.has(pending.kind)) {
      if (kind === 'mcp_server_request_started') return false;
      if (text !== '') this.#writer.result(undefined, { text });
      return true;
    }
    // It is told with the call, when all that belongs to it is there.
    const value = objectOf(record);
    const screenshot = asText(value['screenshot']);
    if (kind === 'browser_action_result' && Object.keys(value).length > 0) {
      const said = [asText(value['currentUrl']), asText(value['logs'])].filter((one) => one !== undefined);
      if (screenshot !== undefined) pending.media.push(mediaOfUrl(screenshot));
      pending.outputs.push(...said);
      this.#writer.markTold([...said, screenshot]);
    } else if (kind === 'subagent') {
      pending.outputs.push(...subagentTexts(value));
      this.#writer.markTold(value);
    } else if (text !== '') {
      pending.outputs.push(text);
      this.#writer.markTold(text);
    } else if (record['text'] !== undefined && record['text'] !== '') {
      pending.outputs.push(JSON.stringify(record['text'], undefined, 2));
      this.#writer.markTold(record['text']);
    }
    return true;
  }

  #interrupt({ id }: PendingCall): void {
    this.#writer.result(id, { status: 'failed', reason: 'interrupted' });
  }

  #end({ id, tool, input, subject, outputs, media }: PendingCall): void {
    const told = this.#results()?.take(subject);
    const isCommand = tool === 'command';
    const read = told && isCommand ? withoutExitCode(told.text) : undefined;
    const exitCode = told?.exitCode ?? read?.exitCode;
    const hasFailed = told !== undefined && (told.hasFailed || told.isRefused || (exitCode ?? 0) !== 0);
    const changes = hasFailed ? [] : changesOf(tool, input);
    const made = changes.map((change) => this.#writer.change({ ...change, toolCallId: id }));
    const lines =
      told && !hasFailed && tool === 'readFile' ? fileRead('read_file', input, told.text) : undefined;
    const content: CallEnd['content'] = [
      ...made,
      ...(lines ? [lines] : []),
      ...[...media, ...(told?.media ?? [])].map((block) => ({ type: 'content' as const, content: block })),
    ];
    const shown = outputs.join('\n');
    this.#writer.result(id, {
      status: hasFailed ? 'failed' : 'completed',
      ...(told?.isRefused && { reason: 'refused' as const }),
      text: shown === '' ? (lines ? undefined : (told?.text ?? (isCommand ? '' : undefined))) : shown,
      exitCode: isCommand ? exitCode : undefined,
      content,
    });
  }
}

function callId(number: number): string {
  return `ui-${number}`;
}

const ENTRIES: ReadonlyMap<string, Parameters<typeof describeCall>[2]> = new Map([
  ['command', { kind: 'execute', verb: '', subject: ['command'] } as const],
  ['browser', { kind: 'fetch', verb: 'Browser', subject: ['url', 'action'] } as const],
  ['use_subagents', { kind: 'think', verb: 'Subagents' } as const],
]);

/** Whether a record of a kind belongs to a call, or stands between it and what does. */
function belongs(kind: string, call: PendingCall): boolean {
  return BETWEEN.has(kind) || RESULTS.get(kind)?.has(call.kind) === true;
}

/** What each of several subagents answered. */
function subagentTexts(value: LogRecord): readonly string[] {
  return asList(value['items']).flatMap((item) => {
    if (!isObject(item)) return [];
    return [asText(item['result']) ?? asText(item['error'])].filter((text) => text !== undefined);
  });
}
