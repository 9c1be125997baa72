import type { ChatLog } from '../../chat-messages/chat-log.ts';
import { planOf } from '../../records/todo-plan.ts';
import type { SessionWriter } from '../../records/session-writer.ts';
import { asCount, asJson, asText, compact, isObject } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';

const INTERRUPTED: ReadonlySet<string> = new Set(['cancelled', 'canceled', 'interrupted', 'aborted']);
const ENDED_WELL: ReadonlySet<string> = new Set(['completed', 'success', 'spec_handoff']);

/** Records between the messages of a stored session: todos, summaries, how turns ended. */
export class StateRecords {
  readonly #writer: SessionWriter;
  readonly #log: ChatLog;

  constructor(writer: SessionWriter, log: ChatLog) {
    this.#writer = writer;
    this.#log = log;
  }

  /** @returns whether the record is one of them */
  translate(record: LogRecord): boolean {
    switch (record['type']) {
      case 'todo_state':
        this.#plan(isObject(record['todos']) ? record['todos']['todos'] : record['todos']);
        return true;
      case 'compaction_state':
        this.#compaction(record);
        return true;
      case 'agent_turn_outcome':
        this.#outcome(record);
        return true;
      case 'session_settings':
      case 'session_end':
        this.#rest(record);
        return true;
      default:
        return false;
    }
  }

  #plan(todos: unknown): void {
    this.#log.calls.plan(planOf(todos));
    this.#writer.markTold(todos);
  }

  #compaction(record: LogRecord): void {
    this.#writer.notice('compaction', asText(record['summaryText']), {
      data: compact([
        ['summaryTokens', asCount(record['summaryTokens'])],
        ['removedCount', asCount(record['removedCount'])],
        ['kind', asText(record['summaryKind'])],
      ]),
    });
  }

  #outcome(record: LogRecord): void {
    const reason = asText(record['reason']);
    if (reason === undefined || ENDED_WELL.has(reason)) return;
    const kind = asText(record['resultKind']);
    const data = compact([
      ['reason', reason],
      ['resultKind', kind],
      ['result', 'result' in record ? asJson(record['result']) : undefined],
    ]);
    if (INTERRUPTED.has(reason)) {
      this.#writer.interruptCalls();
      this.#writer.notice('interruption', undefined, { data });
    } else this.#writer.notice('error', `The turn ended: ${kind ?? reason}`, { data });
  }

  #rest(record: LogRecord): void {
    const rest = Object.entries(record).filter(([key]) => !ENVELOPE.has(key));
    if (rest.length === 0) return;
    const settings = asJson(Object.fromEntries(rest));
    this.#writer.notice('system', undefined, { data: { kind: String(record['type']), settings } });
  }
}

/** Fields that every record has. */
const ENVELOPE = new Set(['type', 'id', 'parentId', 'timestamp']);
