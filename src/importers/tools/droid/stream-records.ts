import type { EventMeta } from '../../../format/index.ts';
import type { ChatLog } from '../../chat-messages/chat-log.ts';
import type { ChatCall } from '../../chat-messages/chat-message.ts';
import { partsOf, wordsOf } from '../../chat-messages/content-parts.ts';
import { reasonInWords } from '../../chat-messages/failure-words.ts';
import type { SessionWriter } from '../../records/session-writer.ts';
import { asCount, asText, compact } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import type { UserMessages } from './user-messages.ts';

/** What `droid exec --output-format stream-json` prints: a flat record for each message, thought, call and result. */
export class StreamRecords {
  readonly #writer: SessionWriter;
  readonly #log: ChatLog;
  readonly #user: UserMessages;

  constructor(writer: SessionWriter, log: ChatLog, user: UserMessages) {
    this.#writer = writer;
    this.#log = log;
    this.#user = user;
  }

  /** First pass. @returns ids of the calls in it */
  survey(record: LogRecord, number: number): readonly string[] {
    const call = callIn(record);
    if (call) this.#log.calls.surveyCall(call);
    if (record['type'] === 'tool_result') this.#log.calls.surveyResult(asText(record['id']));
    if (isMessageOf(record, 'user')) this.#user.survey(partsOf(record['text']), number);
    return call?.id === undefined ? [] : [call.id];
  }

  /** Second pass. @returns whether it was understood */
  translate(record: LogRecord, meta: EventMeta, number: number): boolean {
    const call = callIn(record);
    const text = asText(record['text']);
    if (call) this.#log.calls.call(call, meta);
    else if (isMessageOf(record, 'user')) this.#user.translate(partsOf(text), number);
    else if (isMessageOf(record, 'assistant')) this.#log.say(partsOf(text), meta);
    else return this.#other(record, meta);
    return true;
  }

  #other(record: LogRecord, meta: EventMeta): boolean {
    switch (record['type']) {
      case 'reasoning':
        this.#writer.message('thought', asText(record['text']) ?? '', { meta });
        return true;
      case 'tool_result':
        this.#result(record);
        return true;
      case 'error':
        this.#writer.notice('error', asText(record['message']), {
          data: compact([['source', asText(record['source'])]]),
        });
        return true;
      case 'completion':
        this.#end(record);
        return true;
      default:
        return false;
    }
  }

  #result(record: LogRecord): void {
    const parts = partsOf(record['value'] ?? record['error']);
    const isError = record['isError'] === true;
    this.#log.calls.result(asText(record['id']), {
      parts,
      ...(isError && { reason: reasonInWords(wordsOf(parts)) }),
    });
  }

  /** The last words stand in the last message already, but where nothing else was printed. */
  #end(record: LogRecord): void {
    const text = asText(record['finalText']);
    if (text !== undefined && !this.#writer.isTold(text)) this.#log.say(partsOf(text));
    const turns = asCount(record['numTurns']);
    const duration = asCount(record['durationMs']);
    const data = compact([
      ['turns', turns],
      ['duration', duration],
    ]);
    if (data) this.#writer.notice('system', undefined, { data: { kind: 'completion', ...data } });
  }
}

function isMessageOf(record: LogRecord, role: string): boolean {
  return record['type'] === 'message' && record['role'] === role && typeof record['text'] === 'string';
}

function callIn(record: LogRecord): ChatCall | undefined {
  if (record['type'] !== 'tool_call') return undefined;
  const name = asText(record['toolName']) ?? asText(record['toolId']) ?? '';
  return { id: asText(record['id']), name, args: record['parameters'] };
}
