import type { EventMeta, TokenUsage } from '../../../format/index.ts';
import { asJson, compact, asCount, isObject, asText } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import { textKey } from '../../sources/text-key.ts';
import type { AgentLog } from './agent-log.ts';
import { partsOf } from './content-parts.ts';
import type { KimiPart } from './content-parts.ts';
import { ContextRows } from './context-rows.ts';
import { ControlRecords } from './control-records.ts';
import { planOf } from './kimi-tools.ts';
import { ProgramRecords } from './program-records.ts';
import { usageOf } from './usage.ts';

/** The call that a subagent answers to, and the record in which its answer stands. */
export interface SubagentCall {
  readonly key: string;
  readonly record: number;
}

/** What a result says of the subagents that ran for it. */
const AGENT_ID = /(?:^|\n)\s*agent_id: ([\w.-]{1,80})/g;
const MAX_AGENTS_OF_CALL = 100;

/** Prompts whose copy is waited for; it comes right after them. */
const MAX_WAITING = 50;

const EARLY_ENDS = new Set(['max_tokens', 'truncated', 'length', 'filtered', 'error', 'aborted']);

/** The records of Kimi Code: one an event, `{type, time, …}`, with types in parts (`turn.prompt`). */
export class WireRecords {
  readonly #log: AgentLog;
  readonly #rows: ContextRows;
  readonly #control: ControlRecords;
  readonly #program: ProgramRecords;
  /** Tokens of each step, known at its end. */
  readonly #usage = new Map<string, TokenUsage>();
  /** Prompts whose copy in the context is still to come. */
  readonly #prompts: string[] = [];
  readonly #systemPrompts = new Set<string>();
  /** Subagents by their id. */
  readonly agents = new Map<string, SubagentCall>();
  #model: string | undefined;
  #turn = '';
  #plan = '';

  constructor(log: AgentLog) {
    this.#log = log;
    this.#rows = new ContextRows(log);
    this.#program = new ProgramRecords(log);
    this.#control = new ControlRecords(log, this.#program);
  }

  survey(record: LogRecord, number: number): void {
    const { type, event, modelAlias, cwd } = record;
    if (typeof modelAlias === 'string') this.#log.facts.models.add(modelAlias);
    this.#program.survey(record);
    if (type === 'config.update' && this.#log.name === '') this.#log.facts.cwd ??= asText(cwd);
    if (type === 'profile.bind' && this.#log.name === '') this.#log.facts.cwd ??= disclosedFolder(record);
    if (type === 'subagent.spawned') this.#surveySpawned(record, number);
    if (type !== 'context.append_loop_event' || !isObject(event)) return;
    if (event['type'] === 'tool.call') {
      this.#log.calls.surveyCall(turnOf(event), asText(event['toolCallId']), asText(event['name']) ?? '');
      const { args, display } = event;
      const isPlain = isObject(args) && args['cwd'] === undefined;
      if (isPlain && isObject(display)) this.#log.facts.shellFolder ??= asText(display['cwd']);
    } else if (event['type'] === 'tool.result') this.#surveyResult(event, number);
    else if (event['type'] === 'step.end') {
      const usage = usageOf(event['usage']);
      if (usage && typeof event['uuid'] === 'string') this.#usage.set(event['uuid'], usage);
    }
  }

  /** A record that links a subagent to its call, whatever the result of the call says. */
  #surveySpawned({ subagentId, parentToolCallId }: LogRecord, number: number): void {
    const key = this.#log.calls.newestKeyOf(asText(parentToolCallId));
    const id = asText(subagentId);
    if (key !== undefined && id !== undefined) this.agents.set(id, { key, record: number });
  }

  #surveyResult(event: LogRecord, number: number): void {
    const key = this.#log.calls.surveyResult(asText(event['toolCallId']));
    const output = isObject(event['result']) ? asText(event['result']['output']) : undefined;
    if (key === undefined || output === undefined) return;
    let found = 0;
    for (const [, id] of output.matchAll(AGENT_ID)) {
      if ((found += 1) > MAX_AGENTS_OF_CALL) return;
      if (!this.agents.has(id!)) this.agents.set(id!, { key, record: number });
    }
  }

  /** Whether a record begins a turn of a person. */
  static isPrompt(record: LogRecord): boolean {
    return record['type'] === 'turn.prompt' && isPersons(record['origin']);
  }

  translate(record: LogRecord): boolean {
    const { writer } = this.#log;
    switch (record['type']) {
      case 'metadata':
      case 'forked':
      case 'full_compaction.begin':
      case 'full_compaction.complete':
      case 'tools.set_active_tools':
        return true;
      case 'llm.request':
      case 'usage.record':
        this.#model ??= asText(record['modelAlias']) ?? asText(record['model']);
        writer.markTold([asText(record['model']), asText(record['modelAlias'])]);
        return true;
      case 'llm.tools_snapshot':
        writer.notice('system', 'Tools that the model is offered', {
          data: { kind: 'tools', tools: asJson(record['tools']) },
        });
        return true;
      case 'config.update':
      case 'profile.bind':
        return this.#config(record);
      case 'turn.prompt':
      case 'turn.steer':
        return this.#prompt(record);
      case 'context.append_message':
        return this.#message(record['message']);
      case 'context.append_loop_event':
        return isObject(record['event']) && this.#event(record['event']);
      case 'tools.update_store':
        return record['key'] === 'todo' && this.#setPlan(record['value']);
      default:
        return this.#control.translate(record);
    }
  }

  #config(record: LogRecord): boolean {
    const { writer } = this.#log;
    this.#model = asText(record['modelAlias']) ?? this.#model;
    writer.markTold([asText(record['modelAlias']), asText(record['cwd']), disclosedFolder(record)]);
    const prompt = asText(record['systemPrompt']);
    if (prompt === undefined) return true;
    const key = textKey(prompt);
    if (this.#systemPrompts.has(key)) writer.markTold(prompt);
    else writer.notice('system', prompt, { data: { kind: 'system-prompt' } });
    this.#systemPrompts.add(key);
    return true;
  }

  /** A prompt; the context repeats it in the record after it. */
  #prompt({ type, input, origin }: LogRecord): boolean {
    const parts = partsOf(input);
    if (parts.length === 0) return false;
    this.#prompts.push(keyOf(parts));
    if (this.#prompts.length > MAX_WAITING) this.#prompts.shift();
    if (isPersons(origin) || this.#log.name !== '') {
      const isCommand = isObject(origin) && origin['kind'] !== undefined && origin['kind'] !== 'user';
      const meta: EventMeta =
        type === 'turn.steer' ? { origin: 'queued' } : isCommand ? { origin: 'command' } : {};
      this.#log.prompt(parts, meta);
    } else this.#log.injected(parts, kindOf(origin));
    return true;
  }

  #message(message: unknown): boolean {
    if (!isObject(message)) return false;
    const { role, content, origin } = message;
    if (role !== 'user') return this.#rows.translate(message, this.#turn);
    const parts = partsOf(content);
    const index = this.#prompts.indexOf(keyOf(parts));
    if (index !== -1) {
      this.#prompts.splice(0, index + 1);
      return true;
    }
    if (isPersons(origin)) this.#log.prompt(parts);
    else this.#log.injected(parts, kindOf(origin));
    return true;
  }

  #event(event: LogRecord): boolean {
    this.#turn = asText(event['turnId']) ?? this.#turn;
    switch (event['type']) {
      case 'step.begin':
        return true;
      case 'content.part':
        for (const part of partsOf([event['part']])) this.#log.answer(part, { meta: this.#stepMeta(event) });
        return true;
      case 'tool.call': {
        const { toolCallId, name, args, display } = event;
        const call = { id: asText(toolCallId), name: asText(name) ?? '', args, display };
        this.#log.calls.call(turnOf(event), call, this.#stepMeta(event));
        return true;
      }
      case 'tool.result':
        return this.#result(event);
      case 'step.end': {
        const reason = asText(event['finishReason']);
        if (reason !== undefined && EARLY_ENDS.has(reason)) {
          this.#log.writer.notice('error', `The answer ended early: ${reason}`);
        }
        return true;
      }
      default:
        return false;
    }
  }

  #result({ toolCallId, result }: LogRecord): boolean {
    if (!isObject(result)) return false;
    const { output, isError, note, ...others } = result;
    this.#log.calls.result({
      id: asText(toolCallId),
      output,
      isError: isError === true,
      note: asText(note),
      rest: compact(Object.entries(others).map(([key, value]) => [key, asJson(value)])),
    });
    return true;
  }

  /** Model and tokens, on the first event of a step only. */
  #stepMeta(event: LogRecord): EventMeta {
    const step = asText(event['stepUuid']);
    const usage = step === undefined ? undefined : this.#usage.get(step);
    if (step !== undefined) this.#usage.delete(step);
    return { ...(this.#model !== undefined && { model: this.#model }), ...(usage && { usage }) };
  }

  #setPlan(value: unknown): boolean {
    const entries = planOf(value);
    const plan = JSON.stringify(entries);
    if (plan !== this.#plan) this.#log.writer.plan(entries);
    this.#plan = plan;
    return true;
  }
}

/** The folder that the model is told of. */
function disclosedFolder({ environmentDisclosure: told }: LogRecord): string | undefined {
  return isObject(told) ? asText(told['cwd']) : undefined;
}

function turnOf(event: LogRecord): string {
  const { turnId } = event;
  return asCount(turnId) === undefined ? (asText(turnId) ?? '') : String(turnId);
}

/** Whether a person wrote it: at the prompt, or by a command that stands for a prompt. */
function isPersons(origin: unknown): boolean {
  if (!isObject(origin)) return true;
  return origin['kind'] === 'user' || origin['trigger'] === 'user-slash';
}

function kindOf(origin: unknown): string {
  const kind = isObject(origin)
    ? (asText(origin['variant']) ?? asText(origin['name']) ?? asText(origin['kind']))
    : undefined;
  return kind ?? 'injection';
}

function keyOf(parts: readonly KimiPart[]): string {
  return textKey(JSON.stringify(parts));
}
