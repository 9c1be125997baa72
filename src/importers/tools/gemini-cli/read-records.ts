import { ImportError } from '../../sources/import-error.ts';
import type { ImportSource } from '../../sources/import-source.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import type { ImportOptions, SourceSession } from '../../importer.ts';
import { parseIsoTime } from '../../sources/iso-time.ts';
import { isObject, asText } from '../../sources/json-value.ts';
import { headLines } from '../../sources/head-lines.ts';
import { DETECTION_SIZE } from '../../sources/detection-size.ts';
import { sourceHead } from '../../sources/source-head.ts';
import { logItems } from '../../sources/log-document.ts';
import type { LineReading } from '../../sources/log-lines.ts';
import { lineRecords } from '../../records/record-importer.ts';
import type { RecordReading, SourceRecord } from '../../records/record-importer.ts';

/** Members of a document whose items are records. */
const MEMBERS = new Set(['messages', 'history']);

/** The records of any file of Gemini CLI: JSON lines, or a document; of `logs.json` those of one session. */
export const geminiRecords: RecordReading = async function* (source, reading, options) {
  if (await hasLines(source)) return yield* lineRecords(source, reading);
  const items = logItems(source, { ...reading, split: MEMBERS });
  const choice = new SessionChoice(options.session, reading.report);
  for (;;) {
    const next = await items.next();
    if (next.done) {
      choice.end(source.name);
      return next.value;
    }
    const chosen = next.value.filter((item) => choice.takes(item));
    if (chosen.length > 0) yield chosen;
  }
};

/** The sessions of a `logs.json`; any other file has one. */
export async function geminiSessions(
  source: ImportSource,
  { signal }: ImportOptions = {},
): Promise<readonly SourceSession[]> {
  const sessions = new Map<string, SourceSession>();
  if (!(await hasLines(source))) {
    for await (const items of logItems(source, { signal, split: MEMBERS })) {
      for (const { record, member } of items) {
        const id = record && member === '' ? asText(record['sessionId']) : undefined;
        if (record && id !== undefined && !sessions.has(id)) sessions.set(id, sessionOf(id, record));
      }
    }
  }
  return sessions.size > 0 ? [...sessions.values()] : [{ id: 'main' }];
}

function sessionOf(id: string, record: LogRecord): SourceSession {
  const title = asText(record['message']);
  const startedAt = parseIsoTime(record['timestamp']);
  return {
    id,
    ...(title !== undefined && { title: title.replaceAll(/\s+/g, ' ').slice(0, 200) }),
    ...(startedAt !== undefined && { startedAt }),
  };
}

/** Which of the prompts of a `logs.json` are read: those of one session, and what names none. */
class SessionChoice {
  readonly #asked: string | undefined;
  readonly #report: LineReading['report'];
  #wanted: string | undefined;
  #isFound = false;
  #hasOthers = false;

  constructor(asked: string | undefined, report: LineReading['report']) {
    this.#asked = asked;
    this.#report = report;
    this.#wanted = asked;
  }

  takes({ record, member }: SourceRecord): boolean {
    const id = record && member === '' ? asText(record['sessionId']) : undefined;
    if (id === undefined) return true;
    this.#wanted ??= id;
    if (id === this.#wanted) return (this.#isFound = true);
    this.#hasOthers = true;
    this.#report?.note('several-sessions', 'prompts of other sessions of the file were passed over', {
      severity: 'info',
    });
    return false;
  }

  /** After the last record. */
  end(name: string): void {
    if (this.#asked === undefined || this.#isFound || !this.#hasOthers) return;
    throw new ImportError('unknown-session', `"${name}" holds no session "${this.#asked.slice(0, 80)}"`);
  }
}

/** Whether a source is JSON lines: its first line is an object that is no whole session, or others follow it. */
async function hasLines(source: ImportSource): Promise<boolean> {
  const [first, second] = headLines(await sourceHead(source, DETECTION_SIZE), 2);
  if (!isObject(first)) return false;
  return isObject(second) || !('messages' in first || 'history' in first);
}
