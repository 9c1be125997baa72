import type { EventMeta, SessionInfo } from '../../../format/index.ts';
import { ChatLog } from '../../chat-messages/chat-log.ts';
import { callsOf, readMessage } from '../../chat-messages/chat-message.ts';
import { partsOf } from '../../chat-messages/content-parts.ts';
import type { ChildSource, RecordTranslator, SourceRecord } from '../../records/record-importer.ts';
import type { SessionWriter } from '../../records/session-writer.ts';
import { objectBeside } from '../../sources/files-beside.ts';
import type { ImportSource } from '../../sources/import-source.ts';
import { asCount, asText, isObject } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import { textKey } from '../../sources/text-key.ts';
import { backendCall } from './backend-call.ts';
import { findSubagents } from './find-subagents.ts';
import type { AgentCall } from './find-subagents.ts';
import { GROK_TOOLS } from './grok-tools.ts';
import { besideLog } from './session-folder.ts';
import { SessionUpdates } from './session-updates.ts';
import type { TurnUsage } from './session-updates.ts';
import { readSummary } from './summary.ts';
import type { SessionSummary } from './summary.ts';
import { readUser } from './user-text.ts';

/** What the messages of a session, or of a subagent's, mean. */
export class GrokTranslator implements RecordTranslator {
  readonly #writer: SessionWriter;
  readonly #log: ChatLog;
  readonly #isSubagent: boolean;
  readonly #calls = new Map<string, AgentCall>();
  readonly #models = new Set<string>();
  /** Number of the last answer of each turn. */
  readonly #answers: number[] = [];
  #usage: ReadonlyMap<number, TurnUsage> = new Map();
  #summary: SessionSummary = {};
  /** The folder that the program told the model, for logs without a summary beside them. */
  #root: string | undefined;
  #context: { used: number; size: number | undefined } | undefined;

  /** @param track - of a subagent; empty for the session itself */
  constructor(writer: SessionWriter, track = '') {
    this.#writer = writer;
    this.#isSubagent = track !== '';
    this.#log = new ChatLog(writer, { tools: GROK_TOOLS, isSubagent: track !== '', scope: track });
  }

  survey(record: LogRecord, { number }: SourceRecord): void {
    const model = asText(record['model_id']);
    if (model !== undefined) this.#models.add(model);
    switch (typeOf(record)) {
      case 'user':
        this.#surveyUser(record, number);
        return;
      case 'assistant':
        if (this.#answers.length > 0) this.#answers[this.#answers.length - 1] = number;
        this.#log.survey({ ...readMessage(record), role: 'assistant' });
        this.#noteCalls(record, number);
        return;
      case 'tool_result':
      case 'tool':
        this.#log.calls.surveyResult(asText(record['tool_call_id']));
        return;
      case 'backend_tool_call': {
        const { call } = backendCall(record, number);
        this.#log.calls.surveyCall(call);
        this.#log.calls.surveyResult(call.id);
      }
    }
  }

  #surveyUser(record: LogRecord, number: number): void {
    const { asked, injected } = readUser(record);
    if (asked.length > 0) this.#answers.push(number);
    for (const { kind, part } of injected) {
      if (kind === 'user_info' && part.kind === 'text') this.#root ??= workspaceIn(part.text);
    }
  }

  async children(source: ImportSource): Promise<readonly ChildSource[]> {
    this.#summary = readSummary(await objectBeside(source, besideLog(source, 'summary.json')));
    const signals = await objectBeside(source, besideLog(source, 'signals.json'));
    const used = asCount(signals['contextTokensUsed']);
    if (used !== undefined) this.#context = { used, size: asCount(signals['contextWindowTokens']) };
    const updates = await SessionUpdates.read(await source.sibling?.(besideLog(source, 'updates.jsonl')));
    this.#usage = new Map(
      updates.turns.flatMap((usage, turn) => {
        const answer = this.#answers[turn];
        return answer === undefined ? [] : [[answer, usage] as const];
      }),
    );
    return findSubagents(source, {
      sessionId: this.#summary.sessionId,
      calls: this.#calls,
      translator: (track) => new GrokTranslator(this.#writer, track),
    });
  }

  info(): Omit<SessionInfo, 'type' | 'startedAt'> {
    const { title, root = this.#root, branch, commit, model, sessionId } = this.#summary;
    const models = this.#models.size > 0 ? [...this.#models] : model === undefined ? [] : [model];
    const git = {
      ...(branch !== undefined && { branch }),
      ...(commit !== undefined && { commit }),
    };
    const workspace = {
      ...(root !== undefined && { root }),
      ...(Object.keys(git).length > 0 && { git }),
    };
    return {
      ...(title !== undefined && { title }),
      agent: { name: 'grok-cli', ...(models.length > 0 && { models }) },
      ...(Object.keys(workspace).length > 0 && { workspace }),
      ...(sessionId !== undefined && { sessionId }),
    };
  }

  startedAt(): number | undefined {
    return this.#summary.startedAt;
  }

  translate(record: LogRecord, { number }: SourceRecord): boolean {
    switch (typeOf(record)) {
      case 'system':
        this.#log.injected(partsOf(record['content']), 'system-prompt');
        return true;
      case 'user':
        this.#user(record);
        return true;
      case 'reasoning': {
        const { thoughts } = readMessage(record);
        for (const text of thoughts.length > 0 ? thoughts : ['']) this.#writer.message('thought', text);
        return true;
      }
      case 'assistant':
        this.#log.answer(readMessage(record), this.#metaOf(record, number));
        return true;
      case 'tool_result':
      case 'tool': {
        const parts = [...partsOf(record['content']), ...partsOf(record['images'])];
        this.#log.calls.result(asText(record['tool_call_id']), { parts });
        return true;
      }
      case 'backend_tool_call': {
        const { call, result } = backendCall(record, number);
        this.#log.calls.call(call);
        this.#log.calls.result(call.id, result);
        return true;
      }
      default:
        return false;
    }
  }

  finish(): void {
    if (this.#isSubagent) return;
    const cost = [...this.#usage.values()].reduce((sum, usage) => sum + usage.cost, 0);
    if (!this.#context) return;
    const { used, size } = this.#context;
    this.#writer.update({
      sessionUpdate: 'usage_update',
      used,
      ...(size !== undefined && { size }),
      ...(cost > 0 && { cost: { amount: cost, currency: 'USD' } }),
    });
  }

  #user(record: LogRecord): void {
    const { asked, injected, isSummary } = readUser(record);
    const interrupt = asText(record['prior_turn_interrupt']);
    if (interrupt !== undefined) {
      this.#writer.interruptCalls();
      this.#writer.notice('interruption', undefined, { data: { kind: interrupt } });
    }
    for (const { kind, part } of injected) {
      if (isSummary && part.kind === 'text') this.#writer.notice('compaction', part.text);
      else this.#log.injected([part], kind);
    }
    if (asked.length > 0) this.#log.prompt(asked);
  }

  #metaOf(record: LogRecord, number: number): EventMeta {
    const model = asText(record['model_id']);
    const usage = this.#usage.get(number)?.tokens;
    return { ...(model !== undefined && { model }), ...(usage && { usage }) };
  }

  /** Remembers what may have started a subagent. */
  #noteCalls(record: LogRecord, number: number): void {
    for (const { id, args } of callsOf(record)) {
      if (id === undefined) continue;
      const call = { id: this.#log.calls.keyOf(id), record: number };
      this.#calls.set(id, call);
      const prompt = isObject(args) ? asText(args['prompt']) : undefined;
      if (prompt !== undefined) this.#calls.set(textKey(prompt.trim()), call);
    }
  }
}

/** Older logs have a role in the place of a type. */
function typeOf({ type, role }: LogRecord): unknown {
  return type ?? role;
}

function workspaceIn(words: string): string | undefined {
  return /^Workspace Path: (.{1,1000})$/m.exec(words.slice(0, 10_000))?.[1];
}
