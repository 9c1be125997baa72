import { isObject, asList, asText } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import type { SourceRecord } from '../../records/record-importer.ts';
import { textKey } from '../../sources/text-key.ts';
import { LiveMessages, messageId } from './live-messages.ts';

/** What the last record of a message says, where several stand for it. */
export interface FinalMessage {
  /** Numbers of its records. */
  readonly numbers: number[];
  tokens: unknown;
  /** Absent while all records have the same content. */
  content?: unknown;
  contentKey: string;
}

/** What the first pass over a log finds out: how messages end up, and what was taken back. */
export class LogSurvey {
  readonly #messages = new LiveMessages<FinalMessage>();
  readonly #byFirst = new Map<number, FinalMessage>();
  readonly #branches = new Map<number, string>();
  sessionId: string | undefined;
  summary: string | undefined;

  add(record: LogRecord, { number, member }: SourceRecord): void {
    const { $set: set, $rewindTo: rewindTo } = record;
    if (typeof rewindTo === 'string') this.#rewind(rewindTo, number);
    else if (isObject(set)) {
      this.metadata(set);
      for (const message of asList(set['messages']).filter(isObject)) this.#message(message, number);
    } else if (member !== undefined) return;
    else if (isObject(record) && isMetadata(record)) this.metadata(record);
    else this.#message(record, number);
  }

  metadata(fields: LogRecord): void {
    this.sessionId ??= asText(fields['sessionId']);
    this.summary = asText(fields['summary']) ?? this.summary;
  }

  /** How the message that begins with a record ends up. */
  finalOf(number: number): FinalMessage | undefined {
    return this.#byFirst.get(number);
  }

  /** The abandoned branch that a record belongs to. */
  branchOf(number: number): string | undefined {
    return this.#branches.get(number);
  }

  #message(record: LogRecord, number: number): void {
    const id = messageId(record['id']);
    if (id === undefined) return;
    const contentKey = textKey(JSON.stringify(record['content'] ?? null));
    const tokens = record['tokens'];
    const known = this.#messages.get(id);
    if (!known) {
      const message: FinalMessage = { numbers: [number], tokens, contentKey };
      this.#messages.add(id, message);
      if (!this.#byFirst.has(number)) this.#byFirst.set(number, message);
      return;
    }
    known.numbers.push(number);
    known.tokens = tokens ?? known.tokens;
    if (contentKey === known.contentKey) return;
    known.contentKey = contentKey;
    known.content = record['content'];
  }

  #rewind(id: string, number: number): void {
    for (const { numbers } of this.#messages.rewindTo(id)) {
      for (const dropped of numbers) {
        if (!this.#branches.has(dropped)) this.#branches.set(dropped, `rewind-${number}`);
      }
    }
  }
}

/** Whether a record of a log says something of the session, and is no message. */
export function isMetadata(record: LogRecord): boolean {
  return (
    typeof record['sessionId'] === 'string' && typeof record['id'] !== 'string' && !('messageId' in record)
  );
}
