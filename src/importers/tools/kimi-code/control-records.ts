import type { JsonObject } from '../../../format/index.ts';
import { asJson, asText, compact, isObject } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import type { AgentLog } from './agent-log.ts';
import { factsOf } from './record-facts.ts';
import type { ProgramRecords } from './program-records.ts';

/** How a turn ends that did not get to its end, and that nobody stopped. */
const BAD_ENDS = new Set(['failed', 'error', 'blocked']);

/** What happens around the conversation: modes, approvals, compaction, ends of turns, goals. */
export class ControlRecords {
  readonly #log: AgentLog;
  readonly #program: ProgramRecords;
  /** Whether somebody stopped the turn: its end says so again. */
  #isCancelled = false;

  constructor(log: AgentLog, program: ProgramRecords) {
    this.#log = log;
    this.#program = program;
  }

  /** @returns whether the record is of a kind that is known here, or to the program's own */
  translate(record: LogRecord): boolean {
    const { writer } = this.#log;
    const { type } = record;
    switch (type) {
      case 'permission.record_approval_result':
        return this.#permission(record);
      case 'permission.set_mode':
        return this.#mode(asText(record['mode']));
      case 'plan_mode.enter':
        return this.#mode('plan');
      case 'swarm_mode.enter':
        return this.#mode('swarm');
      case 'plan_mode.exit':
      case 'plan_mode.cancel':
      case 'swarm_mode.exit':
        return this.#mode('default');
      case 'context.apply_compaction':
        return this.#compaction(record);
      case 'full_compaction.cancel':
        writer.notice('compaction', 'Compaction was cancelled');
        return true;
      case 'micro_compaction.apply':
        writer.notice('compaction', undefined, { data: factsOf(record) });
        return true;
      case 'turn.cancel':
        this.#isCancelled = true;
        writer.interruptCalls();
        writer.notice('interruption', undefined);
        return true;
      case 'turn.ended':
        return this.#ended(record);
      case 'context.undo':
        writer.notice('system', 'Went back to an earlier prompt', { data: factsOf(record) });
        return true;
      case 'context.clear':
        writer.notice('system', 'The context was cleared');
        return true;
      case 'goal.create':
        writer.notice('system', asText(record['objective']), { data: factsOf(record, 'objective') });
        return true;
      case 'goal.update':
      case 'goal.clear':
        writer.notice('system', type === 'goal.clear' ? 'The goal was cleared' : 'The goal was updated', {
          data: factsOf(record),
        });
        return true;
      default:
        return this.#program.translate(record);
    }
  }

  #mode(mode: string | undefined): boolean {
    if (mode === undefined) return false;
    this.#log.writer.update({ sessionUpdate: 'current_mode_update', currentModeId: mode });
    return true;
  }

  #permission(record: LogRecord): boolean {
    const { result, turnId, toolCallId, sessionApprovalRule } = record;
    if (!isObject(result)) return false;
    const decision = asText(result['decision']) ?? 'answered';
    const turn = typeof turnId === 'number' ? String(turnId) : (asText(turnId) ?? '');
    if (/^(?:rejected|denied|cancelled)$/.test(decision) && typeof toolCallId === 'string') {
      this.#log.calls.refuse(turn, toolCallId);
    }
    const action = asText(record['action']);
    const words = `${decision[0]!.toUpperCase()}${decision.slice(1)}${action === undefined ? '' : `: ${action}`}`;
    this.#log.writer.notice('permission', words, {
      data: { ...(result as JsonObject), ...compact([['rule', asJson(sessionApprovalRule)]]) },
    });
    return true;
  }

  #compaction(record: LogRecord): boolean {
    const { summary, contextSummary } = record;
    const words = asText(summary) ?? asText(contextSummary);
    this.#log.writer.notice('compaction', words, { data: factsOf(record, 'summary', 'contextSummary') });
    return true;
  }

  #ended(record: LogRecord): boolean {
    const { writer } = this.#log;
    const reason = asText(record['reason']) ?? asText(record['status']);
    const { error } = record;
    const message = isObject(error) ? asText(error['message']) : asText(error);
    const isTold = this.#isCancelled && message === undefined;
    this.#isCancelled = false;
    if (reason === 'cancelled' || reason === 'aborted') {
      if (isTold) return true;
      writer.interruptCalls();
      writer.notice('interruption', message);
    } else if (message !== undefined || (reason !== undefined && BAD_ENDS.has(reason))) {
      writer.notice('error', message ?? `The turn ended: ${reason}`);
    }
    return true;
  }
}
