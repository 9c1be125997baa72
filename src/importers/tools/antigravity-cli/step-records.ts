import { lineRecords } from '../../records/record-importer.ts';
import type { RecordReading, SourceRecord } from '../../records/record-importer.ts';
import { asList, isObject } from '../../sources/json-value.ts';

/** The steps of a transcript; arguments of calls that are written as JSON in texts (`transcript.jsonl`) are opened. */
export const stepRecords: RecordReading = async function* (source, reading) {
  for await (const lines of lineRecords(source, reading)) yield lines.map(opened);
  return undefined;
};

function opened(place: SourceRecord): SourceRecord {
  const calls = place.record?.['tool_calls'];
  if (!place.record || !Array.isArray(calls)) return place;
  const open = (call: unknown): unknown =>
    isObject(call) && isObject(call['args']) ? { ...call, args: openedArguments(call['args']) } : call;
  return { ...place, record: { ...place.record, tool_calls: asList(calls).map(open) } };
}

/** Arguments are opened where all texts among them are JSON: one that is none says that they are as they were given. */
export function openedArguments(args: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const entries = Object.entries(args).map(
    ([key, value]) => [key, typeof value === 'string' ? parse(value) : value] as const,
  );
  if (entries.some(([, value]) => value === undefined)) return { ...args };
  return Object.fromEntries(entries);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
