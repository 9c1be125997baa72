import { MAX_RECORD_DEPTH } from './log-record.ts';
import type { LogRecord } from './log-record.ts';
import type { FindingReport } from './finding-report.ts';
import type { ImportSource } from './import-source.ts';
import { isDeeperThan, isObject } from './json-value.ts';
import type { SourceLine } from './source-lines.ts';
import { sourceLines } from './source-lines.ts';

/** One line of a log: a record, or what could not be read as one. */
export interface LogLine {
  /** Line number in its file, counted from 1. */
  readonly number: number;
  /** The line as it stands in the file. */
  readonly text: string;
  /** The parsed record; absent when the line is no JSON object or nests too deeply to be an event. */
  readonly record?: LogRecord;
  /** Why there is no record. */
  readonly flaw?: 'line-too-long' | 'incomplete-last-line' | 'unreadable-line' | 'too-deep';
}

/** How a log is read. */
export interface LineReading {
  readonly signal?: AbortSignal | undefined;
  /** Where findings go; none on the first of two passes. */
  readonly report?: FindingReport | undefined;
}

/** The non-blank lines of a log, parsed, those of each chunk of the source together. */
export async function* logLines(
  source: ImportSource,
  { signal, report }: LineReading,
): AsyncGenerator<readonly LogLine[], void, undefined> {
  for await (const lines of sourceLines(source, { signal })) {
    yield lines.map((line) => {
      const parsed = parseLine(line);
      if (report) noteFlaws(line, parsed, report);
      return parsed;
    });
  }
}

function parseLine(line: SourceLine): LogLine {
  const { number, text } = line;
  if (line.flaw === 'oversized') return { number, text, flaw: 'line-too-long' };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { number, text, flaw: line.unterminated ? 'incomplete-last-line' : 'unreadable-line' };
  }
  if (!isObject(value)) return { number, text, flaw: 'unreadable-line' };
  if (isDeeperThan(value, MAX_RECORD_DEPTH)) return { number, text, flaw: 'too-deep' };
  return { number, text, record: value };
}

function noteFlaws(line: SourceLine, parsed: LogLine, report: FindingReport): void {
  const at = { line: line.number };
  if (line.flaw === 'invalid-utf8') report.note('invalid-utf8', 'bytes that are no UTF-8 were replaced', at);
  if (line.flaw === 'nul-bytes') report.note('nul-bytes', 'zero bytes around a line were left out', at);
  switch (parsed.flaw) {
    case undefined:
      return;
    case 'line-too-long':
      report.note(parsed.flaw, `a line of ${line.size} bytes is too long to be read`, {
        ...at,
        severity: 'error',
      });
      return;
    case 'incomplete-last-line':
      report.note(parsed.flaw, 'the last line is half written and was kept as text', at);
      return;
    case 'too-deep':
      report.note(parsed.flaw, `a record nests deeper than ${MAX_RECORD_DEPTH} and was kept as text`, at);
      return;
    case 'unreadable-line':
      report.note(parsed.flaw, 'a line is no JSON object and was kept as text', at);
  }
}
