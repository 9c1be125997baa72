import type { JsonObject } from '../../../format/index.ts';
import { asJson, compact, asCount, isObject, asText } from '../../sources/json-value.ts';
import { ShownText } from '../../kept/shown-text.ts';
import type { EventWriter, RecordContext } from '../../records/event-writer.ts';
import type { LogRecord } from '../../sources/log-record.ts';

/** Failures of the vendor's service in a row are one event: retries of the same request. */
export class ApiErrors {
  readonly #writer: EventWriter;
  #run: { context: RecordContext; record: LogRecord; attempts: JsonObject[] } | undefined;

  constructor(writer: EventWriter) {
    this.#writer = writer;
  }

  add(record: LogRecord): void {
    const attempt = compact([
      ['attempt', asJson(record['retryAttempt'])],
      ['delay', asCount(record['retryInMs'])],
    ]);
    if (this.#run && describeError(this.#run.record) === describeError(record)) {
      this.#run.attempts.push(attempt ?? {});
      return;
    }
    this.flush();
    this.#run = { context: this.#writer.context, record, attempts: [attempt ?? {}] };
  }

  /** Writes the run, if there is one, at the time it began. */
  flush(): void {
    const run = this.#run;
    if (!run) return;
    this.#run = undefined;
    const current = this.#writer.context;
    this.#writer.begin(run.context);
    const error = errorOf(run.record);
    const words = asText(error['formatted']) ?? asText(error['message']) ?? 'API error';
    const details = new ShownText(words).remainder(error, new Set(['requestId', 'headers', 'stack']));
    this.#writer.update({
      sessionUpdate: '_reprise/error',
      text: words,
      data: compact([
        ['attempts', run.attempts],
        ['maxRetries', asCount(run.record['maxRetries'])],
        ['error', details],
      ])!,
    });
    this.#writer.begin(current);
  }
}

function errorOf(record: LogRecord): LogRecord {
  return isObject(record['error']) ? record['error'] : {};
}

/** Two attempts failed alike when everything but the request's own id is the same. */
function describeError(record: LogRecord): string {
  const entries = Object.entries(errorOf(record)).filter(([key]) => key !== 'requestId');
  return JSON.stringify(Object.fromEntries(entries));
}
