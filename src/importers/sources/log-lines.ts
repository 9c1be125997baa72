import type { FindingReport } from './finding-report.ts';
import type { ImportSource } from './import-source.ts';
import { LineParser, type LogLine } from './line-parser.ts';
import { sourceLines } from './source-lines.ts';

export type { LogLine } from './line-parser.ts';

/** How a log is read. */
export interface LineReading {
  readonly signal?: AbortSignal | undefined;
  /** Where findings go. */
  readonly report?: FindingReport | undefined;
}

/**
 * The records of a log, those of each chunk of the source together: one of each line that is not blank, several where
 * they were written without a line end, one of several lines where a string has line ends in it.
 */
export async function* logLines(
  source: ImportSource,
  { signal, report }: LineReading,
): AsyncGenerator<readonly LogLine[], void, undefined> {
  const parser = new LineParser(report);
  for await (const lines of sourceLines(source, { signal })) {
    for (const line of lines) parser.push(line);
    const records = parser.take();
    if (records.length > 0) yield records;
  }
  parser.end();
  const rest = parser.take();
  if (rest.length > 0) yield rest;
}
