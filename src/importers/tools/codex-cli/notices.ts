import { asText } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import type { SessionWriter } from '../../records/session-writer.ts';
import type { Calls } from './calls.ts';
import { restOf } from './messages.ts';
import type { Messages } from './messages.ts';
import { textParts } from './rollout-item.ts';
import type { RolloutSurvey } from './rollout-survey.ts';

/** Events of the interface that repeat what an item of the conversation says, or say nothing. */
const SILENT: ReadonlySet<string> = new Set([
  'agent_reasoning_section_break',
  'exec_command_begin',
  'exec_command_output_delta',
  'mcp_tool_call_begin',
  'patch_apply_begin',
  'collab_agent_spawn_begin',
  'collab_agent_interaction_begin',
  'collab_waiting_begin',
  'collab_close_begin',
  'collab_resume_begin',
  'image_generation_begin',
  'web_search_begin',
  'thread_settings_applied',
  'turn_diff',
  'plan_update',
  'shutdown_complete',
]);

type NoticeKind = Parameters<SessionWriter['notice']>[0];

/** Events that are told, by the field with their sentence. */
const TOLD: ReadonlyMap<string, readonly [kind: NoticeKind, field: string, fallback?: string]> = new Map<
  string,
  readonly [NoticeKind, string, string?]
>([
  ['error', ['error', 'message', 'An error']],
  ['stream_error', ['error', 'message', 'An error of the connection']],
  ['warning', ['system', 'message']],
  ['deprecation_notice', ['system', 'summary']],
  ['background_event', ['progress', 'message']],
  ['model_reroute', ['system', 'reason', 'Another model answers']],
  ['exec_approval_request', ['permission', 'reason', 'Asks to run a command']],
  ['apply_patch_approval_request', ['permission', 'reason', 'Asks to edit files']],
  ['elicitation_request', ['permission', 'message', 'A server asks']],
  ['entered_review_mode', ['system', 'user_facing_hint', 'A review begins']],
  ['exited_review_mode', ['system', 'review', 'The review is done']],
  ['undo_completed', ['system', 'message', 'Undone']],
  ['thread_name_updated', ['system', 'thread_name']],
  ['thread_goal_updated', ['system', 'goal', 'The goal has changed']],
]);

/** How a task that was stopped is told. */
const ABORTED: ReadonlyMap<string, string> = new Map([
  ['interrupted', 'The user interrupted the agent'],
  ['replaced', 'The user gave the agent another task'],
  ['review_ended', 'The review was ended'],
  ['budget_limited', 'The budget was used up'],
]);

/** Who else writes the session that notices are written to. */
export interface NoticeParts {
  readonly writer: SessionWriter;
  readonly survey: RolloutSurvey;
  readonly messages: Messages;
  readonly calls: Calls;
}

/** Writes events that are neither messages nor the ends of calls. */
export class Notices {
  readonly #writer: SessionWriter;
  readonly #survey: RolloutSurvey;
  readonly #messages: Messages;
  readonly #calls: Calls;

  constructor({ writer, survey, messages, calls }: NoticeParts) {
    this.#writer = writer;
    this.#survey = survey;
    this.#messages = messages;
    this.#calls = calls;
  }

  /** @returns whether the event is one of these */
  event(type: string, payload: LogRecord, model: string | undefined): boolean {
    switch (type) {
      case 'task_started':
      case 'turn_started':
        this.#messages.begin();
        return true;
      case 'task_complete':
      case 'turn_complete':
        this.#end(payload, model);
        return true;
      case 'turn_aborted':
        this.#messages.interruption(ABORTED.get(asText(payload['reason']) ?? '') ?? 'The task was stopped');
        return true;
      case 'context_compacted':
        if (!this.#survey.hasCompactions) this.#writer.notice('compaction', 'The context was compacted');
        return true;
      case 'thread_rolled_back':
        this.#rollBack(payload);
        return true;
      case 'guardian_assessment':
        return this.#assessment(payload);
      case 'sub_agent_activity':
        return this.#activity(payload);
      case 'item_completed':
        return this.#item(payload['item']);
      default:
        return this.#told(type, payload);
    }
  }

  /** A `compacted` record: what the model got in place of the conversation. */
  compaction(payload: LogRecord): boolean {
    const summary = asText(payload['message']);
    this.#writer.notice('compaction', summary ?? 'The context was compacted');
    return true;
  }

  /** An `agent_message` item: what one agent says to another. */
  agentMessage(payload: LogRecord): boolean {
    const words = textParts(payload['content']).join('\n');
    const names = restOf({ author: payload['author'], recipient: payload['recipient'] });
    this.#writer.notice('system', words, { data: { kind: 'agent_message', ...names } });
    return true;
  }

  /** What the guardian, a model that watches over permissions, thinks of a call; shown once it has decided. */
  #assessment(payload: LogRecord): boolean {
    const { rationale, action, status } = payload;
    if (status === 'in_progress') {
      this.#writer.markTold(action);
      return true;
    }
    const id = asText(payload['target_item_id']);
    const data = restOf(payload, 'id', 'turn_id', 'target_item_id', 'rationale');
    this.#writer.notice('permission', asText(rationale) ?? 'The guardian assessed a call', {
      data: { kind: 'guardian_assessment', ...data },
      ...(this.#calls.isOpen(id) && { toolCallId: id }),
    });
    return true;
  }

  /** Another agent began, went on or ended. */
  #activity(payload: LogRecord): boolean {
    const [path, kind] = [asText(payload['agent_path']), asText(payload['kind'])];
    const words = ['Agent', path, kind].filter((part) => part !== undefined).join(' ');
    this.#writer.notice('progress', words, { data: { kind: 'sub_agent_activity' } });
    return true;
  }

  #end(payload: LogRecord, model: string | undefined): void {
    const words = asText(payload['last_agent_message']);
    if (words !== undefined) this.#messages.finalAnswer(words, { model, record: 0 });
    const error = payload['error'];
    if (error !== null && error !== undefined)
      this.#writer.notice('error', 'The task failed', { data: restOf({ error }) });
  }

  #rollBack({ num_turns: turns }: LogRecord): void {
    const number = typeof turns === 'number' ? turns : undefined;
    const words = number === 1 ? 'The user took the last turn back' : 'The user took the last turns back';
    this.#writer.notice('system', words, {
      data: { kind: 'rolled_back', ...(number !== undefined && { turns: number }) },
    });
  }

  /** An item that the interface shows: most are items of the conversation as well. */
  #item(item: unknown): boolean {
    const value: LogRecord = typeof item === 'object' && item !== null ? { ...item } : {};
    const fragments = textParts(value['fragments']);
    const words = asText(value['text']) ?? (fragments.length > 0 ? fragments.join('\n') : undefined);
    if (words === undefined) return false;
    if (!this.#writer.isTold(words))
      this.#writer.notice('system', words, { data: { kind: asText(value['type']) ?? 'item' } });
    return true;
  }

  #told(type: string, payload: LogRecord): boolean {
    const told = TOLD.get(type);
    const id = asText(payload['call_id']);
    if (!told) {
      // What begins or goes on is told by its call, if there is one.
      return SILENT.has(type) && (id === undefined || this.#survey.hasCall(id) || this.#calls.isOpen(id));
    }
    const [kind, field, fallback] = told;
    const words = asText(payload[field]) ?? fallback;
    const data = restOf(payload, field, 'call_id', 'turn_id', 'thread_id');
    const value = payload[field];
    const extra = typeof value === 'object' && value !== null ? restOf({ [field]: value }) : undefined;
    this.#writer.notice(kind, words, {
      data: { kind: type, ...data, ...extra },
      ...(id !== undefined && this.#calls.isOpen(id) && { toolCallId: id }),
    });
    return true;
  }
}
