import type { SessionInfo } from '../../../format/index.ts';
import type { ImportSource } from '../../sources/import-source.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import { isObject } from '../../sources/json-value.ts';
import type {
  ChildSource,
  RecordTranslator,
  SessionFinding,
  SourceRecord,
} from '../../records/record-importer.ts';
import type { SessionWriter } from '../../records/session-writer.ts';
import { CallEvents } from './call-events.ts';
import { Calls } from './calls.ts';
import { Context, sessionInfo } from './context.ts';
import { Messages } from './messages.ts';
import { Notices } from './notices.ts';
import { ProviderCalls } from './provider-calls.ts';
import { collaborationTool, itemOf } from './rollout-item.ts';
import type { RolloutItem } from './rollout-item.ts';
import { ForkSource } from './fork-source.ts';
import { findSubagents } from './find-subagents.ts';
import { RolloutSurvey } from './rollout-survey.ts';

/** What the records of a rollout mean. */
export class CodexTranslator implements RecordTranslator {
  readonly #writer: SessionWriter;
  readonly #survey: RolloutSurvey;
  readonly #isSubagent: boolean;
  readonly #source: ImportSource | undefined;
  #parts: TranscriptParts | undefined;

  constructor(writer: SessionWriter, { source, ancestor }: RolloutOrigin = {}) {
    this.#writer = writer;
    this.#source = source;
    this.#survey = new RolloutSurvey(writer, ancestor);
    this.#isSubagent = ancestor !== undefined;
  }

  survey(record: LogRecord, place: SourceRecord): void {
    this.#survey.add(record, place);
  }

  async children(source: ImportSource): Promise<readonly ChildSource[]> {
    return findSubagents(source, {
      ids: this.#survey.threads.ids,
      calls: this.#survey.spawned,
      translator: () => new CodexTranslator(this.#writer, { ancestor: this.#survey }),
    });
  }

  info(): Omit<SessionInfo, 'type' | 'startedAt'> {
    return sessionInfo(this.#survey);
  }

  branchOf(_record: LogRecord, { number }: SourceRecord): string | undefined {
    return this.#survey.rolledBack.branchOf(number);
  }

  translate(record: LogRecord, { number }: SourceRecord): boolean {
    if (this.#survey.isRepeat(number)) {
      this.#writer.markTold(record);
      return true;
    }
    const item = itemOf(record);
    if (!item) return false;
    const parts = (this.#parts ??= this.#createParts());
    switch (item.kind) {
      case 'session_meta':
        return parts.context.session(item.payload);
      case 'turn_context':
        return parts.context.turn(item.payload);
      case 'compacted':
        return parts.notices.compaction(item.payload);
      case 'response_item':
        return this.#item(item, number, parts);
      case 'event_msg':
        return this.#event(item, number, parts);
      case 'token_usage_record':
        return parts.context.usage(item.payload);
      case 'world_state':
      case 'inter_agent_communication_metadata':
      case 'state':
        return true;
    }
  }

  findings(): readonly SessionFinding[] {
    if (!(this.#source instanceof ForkSource) || this.#source.missing === undefined) return [];
    const finding = {
      code: 'missing-history',
      message: `the session goes on from ${this.#source.missing}, whose rollout is not beside it`,
    };
    return [finding];
  }

  finish(): void {
    this.#parts?.calls.finish();
  }

  /** What the model saw or gave. */
  #item({ type, payload }: RolloutItem, record: number, parts: TranscriptParts): boolean {
    const { calls, context, messages } = parts;
    const moment = { model: context.model, record };
    switch (type) {
      case 'agent_message':
        return parts.notices.agentMessage(payload);
      case 'message':
        return messages.item(payload, moment);
      case 'reasoning':
        return messages.thought(payload, moment);
      case 'function_call':
      case 'custom_tool_call':
      case 'local_shell_call':
      case 'tool_search_call':
        return calls.call(type, payload, context.cwd);
      case 'function_call_output':
      case 'custom_tool_call_output':
      case 'tool_search_output':
        return calls.output(payload);
      case 'web_search_call':
        return parts.provider.search(payload, record);
      case 'image_generation_call':
        return parts.provider.image(payload, record);
      case 'ghost_snapshot':
        return isObject(payload['ghost_commit']);
      case 'compaction':
      case 'compaction_summary':
        if (!this.#survey.hasCompactions) return parts.notices.compaction(payload);
        return true;
      default:
        return false;
    }
  }

  /** What the interface showed. */
  #event({ type, payload }: RolloutItem, record: number, parts: TranscriptParts): boolean {
    const { events, context, messages, notices } = parts;
    const moment = { model: context.model, record };
    switch (type) {
      case 'user_message':
        return messages.promptEvent(payload, moment);
      case 'agent_message':
        return messages.answerEvent(payload, moment);
      case 'agent_reasoning':
      case 'agent_reasoning_raw_content':
        return messages.thoughtEvent(payload, moment);
      case 'token_count':
        return context.tokens(payload);
      case 'patch_apply_end':
        return events.patch(payload);
      case 'exec_command_end':
        return events.command(payload);
      case 'mcp_tool_call_end':
        return events.server(payload);
      case 'dynamic_tool_call_request':
        return events.dynamicRequest(payload);
      case 'dynamic_tool_call_response':
        return events.dynamic(payload);
      case 'view_image_tool_call':
        return events.image(payload);
      case 'image_generation_end':
        return parts.provider.imageEvent(payload, record);
      case 'web_search_end':
        return parts.provider.searchEvent(payload, record);
      default: {
        const tool = collaborationTool(type, payload);
        if (tool !== undefined) return events.collaboration(tool, payload);
        return notices.event(type, payload, context.model);
      }
    }
  }

  #createParts(): TranscriptParts {
    const writer = this.#writer;
    const survey = this.#survey;
    const messages = new Messages(writer, survey, this.#isSubagent);
    const calls = new Calls(writer, survey);
    const events = new CallEvents(writer, survey, calls);
    const context = new Context(writer, survey);
    const provider = new ProviderCalls(writer, survey);
    const notices = new Notices({ writer, survey, messages, calls });
    return { messages, calls, events, provider, context, notices };
  }
}

/** Where a rollout comes from. */
export interface RolloutOrigin {
  /** What is imported. */
  readonly source?: ImportSource;
  /** Of a subagent: its parent's log, whose history it may begin with. */
  readonly ancestor?: RolloutSurvey;
}

interface TranscriptParts {
  readonly messages: Messages;
  readonly calls: Calls;
  readonly events: CallEvents;
  readonly provider: ProviderCalls;
  readonly context: Context;
  readonly notices: Notices;
}
