import type { EventMeta, JsonObject, TokenUsage } from '../../../format/index.ts';
import { asJson, compact, asCount, isObject, asList, asText } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import { AgentLog } from './agent-log.ts';
import { argumentsOf } from './call-writer.ts';
import { partsOf } from './content-parts.ts';
import { planOf } from './kimi-tools.ts';
import { usageOf } from './usage.ts';

/** Subagents of one log that get a track of their own. */
const MAX_SUBAGENTS = 500;

/** The events of kimi-cli: `{timestamp, message: {type, payload}}`; those of subagents stand within events. */
export class CliEvents {
  readonly #log: AgentLog;
  /** Arguments that came in pieces after their call, in the order of calls. */
  readonly #pieces: { json: string }[] = [];
  /** Tokens of each step, in order. */
  readonly #usage: (TokenUsage | undefined)[] = [];
  readonly #children = new Map<string, CliEvents>();
  /** What an approval was asked for, by its id. */
  readonly #asked = new Map<string, { action: string; call: string | undefined }>();
  readonly #surveyed = { turn: 0, step: -1, calls: 0 };
  #turn = 0;
  #step = -1;
  #calls = 0;
  /** Pieces of one text that follow each other. */
  #message = { kind: '', number: 0 };
  #isPlanning = false;

  constructor(log: AgentLog) {
    this.#log = log;
  }

  static isPrompt(type: unknown): boolean {
    return type === 'TurnBegin';
  }

  survey(type: unknown, payload: LogRecord): void {
    const at = this.#surveyed;
    const { calls } = this.#log;
    if (type === 'TurnBegin') at.turn += 1;
    else if (type === 'StepBegin') at.step += 1;
    else if (type === 'ToolCall') {
      const { name } = bodyOf(payload);
      calls.surveyCall(String(at.turn), asText(payload['id']), name);
      this.#pieces.push({ json: '' });
    } else if (type === 'ToolCallPart') {
      const last = this.#pieces.at(-1);
      if (last) last.json += asText(payload['arguments_part']) ?? '';
    } else if (type === 'ToolResult') calls.surveyResult(asText(payload['tool_call_id']));
    else if (type === 'StatusUpdate') this.#usage[Math.max(0, at.step)] ??= usageOf(payload['token_usage']);
    else if (type === 'SubagentEvent') {
      const event = payload['event'];
      if (isObject(event) && isObject(event['payload']))
        this.#child(payload)?.survey(event['type'], event['payload']);
    }
  }

  translate(type: unknown, payload: LogRecord): boolean {
    const { writer } = this.#log;
    if (type !== 'ContentPart') this.#message = { kind: '', number: this.#message.number };
    switch (type) {
      case 'TurnBegin':
        this.#turn += 1;
        this.#log.prompt(partsOf(payload['user_input']));
        return true;
      case 'SteerInput':
        this.#log.prompt(partsOf(payload['user_input']), { origin: 'queued' });
        return true;
      case 'StepBegin':
        this.#step += 1;
        return true;
      case 'ToolCallPart':
      case 'TurnEnd':
      case 'CompactionBegin':
      case 'HookTriggered':
      case 'MCPLoadingBegin':
      case 'MCPLoadingEnd':
        return true;
      case 'StepInterrupted':
        writer.interruptCalls();
        writer.notice('interruption', undefined);
        return true;
      case 'CompactionEnd':
        writer.notice('compaction', undefined);
        return true;
      case 'ContentPart':
        return this.#content(payload);
      case 'ToolCall':
        return this.#call(payload);
      case 'ToolResult':
        return this.#result(payload);
      case 'StatusUpdate':
        return this.#status(payload);
      case 'ApprovalRequest':
      case 'ApprovalResponse':
      case 'ApprovalRequestResolved':
        return type === 'ApprovalRequest' ? this.#ask(payload) : this.#decide(payload);
      case 'HookResolved':
        writer.notice('hook', asText(payload['event']), { data: payload as JsonObject });
        return true;
      case 'Notification':
        return this.#notification(payload);
      case 'PlanDisplay':
        writer.notice('system', asText(payload['content']), {
          data: { kind: 'plan', ...compact([['file', asJson(payload['file_path'])]]) },
        });
        return true;
      case 'SubagentEvent':
        return this.#subagent(payload);
      default:
        return false;
    }
  }

  #content(payload: LogRecord): boolean {
    for (const part of partsOf([payload])) {
      if (part.kind !== this.#message.kind)
        this.#message = { kind: part.kind, number: this.#message.number + 1 };
      const id = [this.#log.name, `part-${this.#message.number}`].filter(Boolean).join('/');
      this.#log.answer(part, { id, meta: this.#stepMeta() });
    }
    return true;
  }

  #call(payload: LogRecord): boolean {
    const { name, json } = bodyOf(payload);
    const piece = this.#pieces[this.#calls]?.json ?? '';
    this.#calls += 1;
    const args =
      typeof json === 'string' || json === undefined || json === null
        ? argumentsOf(`${json ?? ''}${piece}`)
        : json;
    this.#log.calls.call(String(this.#turn), { id: asText(payload['id']), name, args }, this.#stepMeta());
    return true;
  }

  #result(payload: LogRecord): boolean {
    const value = isObject(payload['return_value']) ? payload['return_value'] : payload['result'];
    if (!isObject(value)) return false;
    const { is_error: isError, output, message, display, extras, ...others } = value;
    const todos = asList(display)
      .filter(isObject)
      .find(({ type }) => type === 'todo');
    this.#log.calls.result({
      id: asText(payload['tool_call_id']),
      output,
      isError: isError === true,
      note: asText(message),
      rest: compact([
        ['display', Array.isArray(display) && display.length > 0 ? asJson(display) : undefined],
        ['extras', extras === null ? undefined : asJson(extras)],
        ...Object.entries(others).map(([key, rest]): [string, JsonObject[string]] => [key, asJson(rest)]),
      ]),
    });
    const entries = planOf(todos?.['items']);
    if (entries.length > 0) this.#log.writer.plan(entries);
    return true;
  }

  #status(payload: LogRecord): boolean {
    const { writer } = this.#log;
    const used = asCount(payload['context_tokens']);
    const size = asCount(payload['max_context_tokens']);
    if (used !== undefined) {
      writer.update({ sessionUpdate: 'usage_update', used, ...(size !== undefined && { size }) });
    }
    const isPlanning = payload['plan_mode'];
    if (typeof isPlanning === 'boolean' && isPlanning !== this.#isPlanning) {
      this.#isPlanning = isPlanning;
      writer.update({ sessionUpdate: 'current_mode_update', currentModeId: isPlanning ? 'plan' : 'default' });
    }
    return true;
  }

  #ask(payload: LogRecord): boolean {
    const { id, action, description, display, tool_call_id: call } = payload;
    const words = asText(description) ?? asText(action);
    if (typeof id === 'string') this.#asked.set(id, { action: words ?? '', call: asText(call) });
    this.#log.writer.notice('permission', `Asked: ${words ?? 'to go on'}`, {
      data: compact([
        ['action', asJson(action)],
        ['display', Array.isArray(display) && display.length > 0 ? asJson(display) : undefined],
      ]),
    });
    return true;
  }

  #decide(payload: LogRecord): boolean {
    const response = asText(payload['response']);
    if (response === undefined) return false;
    const asked = this.#asked.get(asText(payload['request_id']) ?? '');
    if (response === 'reject' && asked?.call !== undefined)
      this.#log.calls.refuse(String(this.#turn), asked.call);
    const words = `${DECISIONS.get(response) ?? response}${asked?.action ? `: ${asked.action}` : ''}`;
    const feedback = asText(payload['feedback']);
    this.#log.writer.notice('permission', words, {
      data: { decision: response, ...(feedback !== undefined && { feedback }) },
    });
    return true;
  }

  #notification(payload: LogRecord): boolean {
    const words = [asText(payload['title']), asText(payload['body'])].filter(Boolean).join('\n');
    this.#log.writer.notice('system', words, { data: payload as JsonObject });
    return true;
  }

  /** An event of a subagent goes onto the track of the subagent. */
  #subagent(payload: LogRecord): boolean {
    const event = payload['event'];
    const child = this.#child(payload);
    if (!child || !isObject(event) || !isObject(event['payload'])) return false;
    const { writer } = this.#log;
    if (!child.#isStarted) {
      child.#isStarted = true;
      const call = parentCall(payload);
      const title = asText(payload['subagent_type']);
      writer.startTrack({
        type: 'track',
        kind: 'transcript',
        id: child.#log.name,
        parent: this.#log.name === '' ? 'main' : this.#log.name,
        ...(title !== undefined && { title }),
        ...(call !== undefined && { spawnedBy: this.#log.calls.keyOf(String(this.#turn), call) }),
      });
    }
    writer.enter(child.#log.name);
    if (!child.translate(event['type'], event['payload'])) writer.keep(event, asText(event['type']));
    return true;
  }

  #isStarted = false;

  #child(payload: LogRecord): CliEvents | undefined {
    const id = asText(payload['agent_id']) ?? parentCall(payload);
    if (id === undefined) return undefined;
    let child = this.#children.get(id);
    if (!child && this.#children.size < MAX_SUBAGENTS) {
      const name = [this.#log.name || 'agent', this.#children.size + 1].join('-');
      child = new CliEvents(new AgentLog(this.#log.writer, this.#log.facts, name));
      this.#children.set(id, child);
    }
    return child;
  }

  /** Tokens, on the first event of a step only. */
  #stepMeta(): EventMeta {
    const usage = this.#usage[Math.max(0, this.#step)];
    this.#usage[Math.max(0, this.#step)] = undefined;
    return usage ? { usage } : {};
  }
}

const DECISIONS: ReadonlyMap<string, string> = new Map([
  ['approve', 'Approved'],
  ['approve_for_session', 'Approved for the session'],
  ['reject', 'Rejected'],
]);

function parentCall(payload: LogRecord): string | undefined {
  return asText(payload['parent_tool_call_id']) ?? asText(payload['task_tool_call_id']);
}

function bodyOf(payload: LogRecord): { name: string; json: unknown } {
  const body = isObject(payload['function']) ? payload['function'] : payload;
  return { name: asText(body['name']) ?? '', json: body['arguments'] };
}
