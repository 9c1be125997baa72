import type { EventMeta, SessionInfo } from '../../../format/index.ts';
import { asCount, isObject, asText } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import type { ChildSource, RecordTranslator, SourceRecord } from '../../records/record-importer.ts';
import type { SessionWriter } from '../../records/session-writer.ts';
import { textKey } from '../../sources/text-key.ts';
import { hookEnd, hookStart } from './hook-records.ts';
import { CallUsage } from './call-usage.ts';
import { Rewinds } from './rewinds.ts';
import { SESSION_RECORDS } from './session-records.ts';
import { Subagents } from './subagents.ts';
import { ToolRecords } from './tool-records.ts';
import { writeUserMessage } from './user-messages.ts';
import { workspaceBeside } from './workspace-file.ts';
import type { ImportSource } from '../../sources/import-source.ts';
import type { RecordGlance } from '../../glance.ts';

/** Models that are named. */
const MAX_MODELS = 100;

/** A program that masks secrets takes ids for some. */
const MASKED = 'REDACTED';

/** What the events of a session of Copilot CLI mean. */
export class CopilotTranslator implements RecordTranslator {
  readonly #writer: SessionWriter;
  readonly #tools: ToolRecords;
  readonly #subagents: Subagents;
  readonly #rewinds = new Rewinds();
  readonly #models = new Set<string>();
  /** What the first `session.start` or `session.resume` says. */
  #start: LogRecord | undefined;
  #title: string | undefined;
  /** What stands beside the log. */
  #workspace: RecordGlance = {};
  readonly #usage = new CallUsage();
  #model: string | undefined;
  /** Hash of the system prompt, which is written again with every prompt. */
  #systemPrompt: string | undefined;

  constructor(writer: SessionWriter) {
    this.#writer = writer;
    this.#tools = new ToolRecords(writer);
    this.#subagents = new Subagents(writer);
  }

  survey(record: LogRecord, { number }: SourceRecord): void {
    const { type } = record;
    const data = isObject(record['data']) ? record['data'] : {};
    this.#rewinds.survey({ ...record, data }, number);
    this.#tools.survey(type, data);
    const model = asText(data['model']) ?? asText(data['newModel']) ?? asText(data['selectedModel']);
    if (model !== undefined && this.#models.size < MAX_MODELS) this.#models.add(model);
    if (type === 'session.start' || type === 'session.resume') this.#start ??= data;
    if (type === 'session.title_changed') this.#title = asText(data['title']) ?? this.#title;
  }

  /** Subagents stand in the log itself; what is beside it names the session. */
  async children(source: ImportSource): Promise<readonly ChildSource[]> {
    this.#workspace = await workspaceBeside(source);
    return [];
  }

  info(): Omit<SessionInfo, 'type' | 'startedAt'> {
    const { sessionId, copilotVersion } = this.#start ?? {};
    const context = this.#context(this.#start);
    const [root, branch] = [asText(context['cwd']), asText(context['branch'])];
    const version = asText(copilotVersion);
    const id = asText(sessionId);
    const title = this.#workspace.title ?? this.#title ?? this.#workspace.generatedTitle;
    return {
      ...(title !== undefined && { title }),
      agent: {
        name: 'copilot-cli',
        ...(version !== undefined && { version }),
        ...(this.#models.size > 0 && { models: [...this.#models] }),
      },
      ...((root ?? branch) !== undefined && {
        workspace: { ...(root !== undefined && { root }), ...(branch !== undefined && { git: { branch } }) },
      }),
      ...(id !== undefined && id !== MASKED && { sessionId: id }),
    };
  }

  branchOf(_record: LogRecord, { number }: SourceRecord): string | undefined {
    return this.#rewinds.branchOf(number);
  }

  translate(record: LogRecord): boolean {
    const { type, data } = record;
    if (typeof type !== 'string' || !isObject(data)) return false;
    const isSubagent = this.#subagents.enter(record, data);
    switch (type) {
      case 'user.message':
        return writeUserMessage(this.#writer, data, isSubagent);
      case 'assistant.message':
        this.#message(data);
        return true;
      case 'session.usage_record':
        this.#usage.add(this.#writer.context.track, data);
        return true;
      case 'assistant.reasoning':
        return this.#reasoning(data);
      case 'system.message':
        return this.#system(data);
      case 'tool.execution_start':
        this.#tools.start(data);
        return true;
      case 'tool.execution_complete':
        // Older versions name the model here only.
        if (!isSubagent) this.#model = asText(data['model']) ?? this.#model;
        this.#tools.complete(data);
        return true;
      case 'hook.start':
        hookStart(this.#writer, data);
        return true;
      case 'hook.end':
        hookEnd(this.#writer, data);
        return true;
      case 'subagent.started':
        this.#subagents.start(record, data);
        return true;
      default:
        return this.#session(type, data);
    }
  }

  #session(type: string, data: LogRecord): boolean {
    if (type === 'session.start' || type === 'session.resume') {
      this.#tools.cwd = asText(this.#context(data)['cwd']) ?? this.#tools.cwd;
      this.#model = asText(data['selectedModel']) ?? this.#model;
    }
    if (type === 'session.model_change') this.#model = asText(data['newModel']) ?? this.#model;
    return SESSION_RECORDS.get(type)?.(this.#writer, data) ?? false;
  }

  #message(data: LogRecord): void {
    const model = asText(data['model']) ?? this.#model;
    const usage = this.#usage.take(this.#writer.context.track, asCount(data['outputTokens']));
    let meta: EventMeta = { ...(model !== undefined && { model }), ...(usage && { usage }) };
    const write = (from: 'agent' | 'thought', words: string): void => {
      this.#writer.message(from, words, { meta });
      meta = {};
    };
    const thought = asText(data['reasoningText']);
    const isHidden = thought === undefined && asText(data['reasoningOpaque']) !== undefined;
    if (isHidden) write('thought', '');
    else if (thought !== undefined && !this.#writer.isTold(thought)) write('thought', thought);
    const words = asText(data['content']);
    if (words !== undefined) write('agent', words);
    this.#tools.requests(data['toolRequests']);
  }

  #reasoning(data: LogRecord): boolean {
    const words = asText(data['content']);
    if (words === undefined) return false;
    this.#writer.message('thought', words);
    return true;
  }

  #system(data: LogRecord): boolean {
    const words = asText(data['content']);
    if (words === undefined) return false;
    const key = textKey(words);
    this.#writer.markTold(words);
    if (key !== this.#systemPrompt) {
      this.#writer.notice('system', words, { data: { kind: 'system prompt' } });
    }
    this.#systemPrompt = key;
    return true;
  }

  #context(start: LogRecord | undefined): LogRecord {
    return isObject(start?.['context']) ? start['context'] : {};
  }
}
