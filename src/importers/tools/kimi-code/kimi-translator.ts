import type { SessionInfo } from '../../../format/index.ts';
import type { ImportSource } from '../../sources/import-source.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import { asCount, isObject } from '../../sources/json-value.ts';
import type { ChildSource, RecordTranslator, SourceRecord } from '../../records/record-importer.ts';
import type { SessionWriter } from '../../records/session-writer.ts';
import { AgentLog } from './agent-log.ts';
import { CliEvents } from './cli-events.ts';
import { ContextRows } from './context-rows.ts';
import { SessionFacts } from './session-facts.ts';
import { findSubagents } from './find-subagents.ts';
import { UndoneRecords } from './undone-records.ts';
import { WireRecords } from './wire-records.ts';

/** What the records of any log of Kimi Code and kimi-cli mean. */
export class KimiTranslator implements RecordTranslator {
  readonly #writer: SessionWriter;
  readonly #facts: SessionFacts;
  readonly #isMain: boolean;
  readonly #wire: WireRecords;
  readonly #cli: CliEvents;
  readonly #rows: ContextRows;
  readonly #undone = new UndoneRecords();
  #isOfCli = false;
  #turn = 0;
  #surveyedTurn = 0;

  /** @param name - of a subagent; empty for the main agent */
  constructor(writer: SessionWriter, facts = new SessionFacts(), name = '') {
    this.#writer = writer;
    this.#facts = facts;
    this.#isMain = name === '';
    const log = new AgentLog(writer, facts, name);
    this.#wire = new WireRecords(log);
    this.#cli = new CliEvents(log);
    this.#rows = new ContextRows(log);
  }

  survey(record: LogRecord, { number }: SourceRecord): void {
    const message = eventOf(record);
    const isRow = typeof record['role'] === 'string';
    if (message || isRow) this.#isOfCli = true;
    if (this.#isOfCli && this.#isMain) this.#facts.agent = 'kimi-cli';
    const isRowPrompt = isRow && ContextRows.isPrompt(record);
    if (isRowPrompt) this.#surveyedTurn += 1;
    if (message) this.#cli.survey(message.type, message.payload);
    else if (isRow) this.#rows.survey(record, String(this.#surveyedTurn));
    else this.#wire.survey(record, number);
    if (record['type'] === 'context.undo') this.#undone.undo(asCount(record['count']) ?? 1, number);
    else
      this.#undone.add(
        number,
        isRowPrompt || CliEvents.isPrompt(message?.type) || WireRecords.isPrompt(record),
      );
  }

  async children(source: ImportSource): Promise<readonly ChildSource[]> {
    await this.#facts.readState(source);
    return findSubagents(source, {
      callOf: (id) => this.#wire.agents.get(id),
      translator: (name) => new KimiTranslator(this.#writer, this.#facts, name),
    });
  }

  info(): Omit<SessionInfo, 'type' | 'startedAt'> {
    return this.#facts.info();
  }

  branchOf(_record: LogRecord, { number }: SourceRecord): string | undefined {
    return this.#undone.branchOf(number);
  }

  translate(record: LogRecord): boolean {
    const message = eventOf(record);
    if (message) return this.#cli.translate(message.type, message.payload);
    if (typeof record['role'] !== 'string') return this.#wire.translate(record);
    if (ContextRows.isPrompt(record)) this.#turn += 1;
    return this.#rows.translate(record, String(this.#turn));
  }
}

/** The event of a record of kimi-cli. */
function eventOf(record: LogRecord): { type: unknown; payload: LogRecord } | undefined {
  const { message } = record;
  if (record['type'] !== undefined || !isObject(message) || typeof message['type'] !== 'string')
    return undefined;
  return { type: message['type'], payload: isObject(message['payload']) ? message['payload'] : {} };
}
