import { asCount, asJson, asText, compact, isObject } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import { textKey } from '../../sources/text-key.ts';
import type { AgentLog } from './agent-log.ts';
import { partsOf } from './content-parts.ts';
import { factsOf } from './record-facts.ts';

/** Kinds of records that the program keeps for itself. What one of them says beyond that is kept word for word. */
const BOOKKEEPING = new Set([
  'runtime.set_binding',
  'token_counting.measured',
  'token_counting.rebased',
  'token_counting.truncated',
  'prompt.completed',
  'prompt.aborted',
  'prompt.steered',
  'file_history.tracked',
  'file_history.checkpoint',
  'staleGuard.recorded',
  'interruptionReminder.recorded',
  'mcp.tools_discovered',
  'cron.add',
  'cron.cursor',
  'cron.delete',
  'subagent.started',
  'subagent.completed',
  'subagent.cancelled',
  'agent.switched',
  'agent.input.submitted',
  'agent.turn.started',
  'agent.turn.ended',
  'human.agent.turn.started',
  'task.started',
  'task.waitDelivered',
  'tools.register_user_tool',
  'tools.unregister_user_tool',
  'tools.reset_active_tools',
]);

/** Records of Kimi Code since 0.29 that are about the program rather than the conversation. */
export class ProgramRecords {
  readonly #log: AgentLog;
  /** Prompts that stand in records of their own. */
  readonly #prompts = new Set<string>();

  constructor(log: AgentLog) {
    this.#log = log;
  }

  survey({ type, input }: LogRecord): void {
    if (type === 'turn.prompt' || type === 'turn.steer') this.#prompts.add(promptKey(input));
  }

  /** @returns whether the record is of a kind that is known here */
  translate(record: LogRecord): boolean {
    const { writer } = this.#log;
    const type = asText(record['type']) ?? '';
    if (BOOKKEEPING.has(type)) return true;
    switch (type) {
      case 'plugin.session_start':
        if (asText(record['content']) !== undefined) {
          writer.notice('system', asText(record['content']), { data: { kind: 'plugin' } });
        }
        return true;
      case 'token_counting.turn_recorded':
        return this.#tokens(record);
      case 'prompt.accepted':
        return this.#accepted(record);
      case 'interaction.request':
      case 'interaction.resolved':
        return this.#interaction(record);
      case 'task.terminated':
      case 'subagent.spawned':
      case 'subagent.failed':
      case 'plan.revision':
        writer.notice('system', undefined, { data: { kind: type, ...factsOf(record) } });
        return true;
      case 'tower_mode.enter':
      case 'tower_mode.exit': {
        const currentModeId = type === 'tower_mode.enter' ? 'tower' : 'default';
        writer.update({ sessionUpdate: 'current_mode_update', currentModeId });
        return true;
      }
      case 'turn.step.retrying':
        writer.notice('error', retryReason(record), { data: factsOf(record) });
        return true;
      default:
        return false;
    }
  }

  /** How full the context is after a turn. */
  #tokens({ tokens }: LogRecord): boolean {
    const used = asCount(tokens);
    if (used !== undefined && this.#log.name === '') {
      this.#log.writer.update({ sessionUpdate: 'usage_update', used });
    }
    return true;
  }

  /** A prompt on its way; the record that begins its turn has it again, unless the program was ended before. */
  #accepted({ content }: LogRecord): boolean {
    if (content === undefined) return true;
    if (this.#prompts.has(promptKey(content))) this.#log.writer.markTold(content);
    else this.#log.injected(partsOf(content), 'prompt.accepted');
    return true;
  }

  /** A question to the person, or what came back; of a call the call shows it. */
  #interaction(record: LogRecord): boolean {
    const { type, kind, request, response } = record;
    const data = compact([
      ['kind', asText(kind)],
      ['request', request === undefined ? undefined : asJson(request)],
      ['response', response === undefined ? undefined : asJson(response)],
    ]);
    const words = type === 'interaction.request' ? 'The person is asked' : 'The person answered';
    this.#log.writer.notice('permission', words, { data });
    return true;
  }
}

function promptKey(content: unknown): string {
  return textKey(JSON.stringify(partsOf(content)));
}

function retryReason({ error, reason, message }: LogRecord): string {
  const told = isObject(error) ? asText(error['message']) : asText(error);
  return told ?? asText(reason) ?? asText(message) ?? 'A step is tried again';
}
