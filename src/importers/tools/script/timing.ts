import type { ImportSource } from '../../sources/import-source.ts';
import { sourceLines } from '../../sources/source-lines.ts';

/** One line of a timing file. */
export type TimingRecord =
  | { readonly type: 'output' | 'input'; readonly delay: number; readonly size: number }
  | { readonly type: 'signal'; readonly delay: number; readonly name: string; readonly facts: string }
  | { readonly type: 'header'; readonly delay: number; readonly key: string; readonly value: string };

/** Old versions write the decimal separator of the language. Delays are never negative. */
const DELAY = '(\\d{1,12}(?:[.,]\\d{0,12})?)';
const CLASSIC = new RegExp(`^${DELAY} (\\d{1,15})$`);
const ADVANCED = new RegExp(`^([A-Z]) ${DELAY} (.+)$`);

/** Longest line that is a timing record; a command may stand in one. */
const MAX_LINE_SIZE = 64 * 1024;

/** Reads a line of a timing file, classic or advanced; `undefined` when it is none. */
function parseTiming(line: string): TimingRecord | undefined {
  const classic = CLASSIC.exec(line);
  if (classic) return { type: 'output', delay: seconds(classic[1]!), size: Number(classic[2]) };
  const advanced = ADVANCED.exec(line);
  if (!advanced) return undefined;
  const [, kind, time, rest] = advanced as unknown as [string, string, string, string];
  const delay = seconds(time);
  const space = rest.indexOf(' ');
  const first = space === -1 ? rest : rest.slice(0, space);
  const second = space === -1 ? '' : rest.slice(space + 1);
  if (kind === 'H') return { type: 'header', delay, key: first, value: second };
  if (kind === 'S') return { type: 'signal', delay, name: first, facts: second };
  if ((kind !== 'O' && kind !== 'I') || !/^\d{1,15}$/.test(rest)) return undefined;
  return { type: kind === 'O' ? 'output' : 'input', delay, size: Number(rest) };
}

/** How sure it is that text is the beginning of a timing file, 0 … 1: all of its lines are. */
export function detectTiming(text: string): number {
  // The last line may be cut.
  const lines = text.split('\n', 60);
  const whole = (lines.length > 1 ? lines.slice(0, -1) : lines).map((line) => line.trimEnd());
  if (whole.length === 0 || !whole.every((line) => parseTiming(line) !== undefined)) return 0;
  if (/^[HOIS] /.test(whole[0]!)) return 0.9;
  return whole.length > 2 ? 0.8 : 0.4;
}

/** A line of a timing file, parsed. */
export interface TimingLine {
  /** Counted from 1. */
  readonly number: number;
  readonly record: TimingRecord | undefined;
}

/** The lines of a timing file that are not blank, those of a chunk together. */
export async function* timingLines(
  source: ImportSource,
  signal?: AbortSignal,
): AsyncGenerator<readonly TimingLine[], void, undefined> {
  for await (const lines of sourceLines(source, { signal, maxLineSize: MAX_LINE_SIZE })) {
    yield lines.map(({ number, text }) => ({ number, record: parseTiming(text.trim()) }));
  }
}

/** What a timing file says in all. */
export interface TimingSummary {
  readonly outputSize: number;
  readonly inputSize: number;
  readonly headers: ReadonlyMap<string, string>;
}

/** Headers that are taken; there are about ten. */
const MAX_HEADERS = 100;

/** Reads a timing file once. */
export async function summarise(source: ImportSource, signal?: AbortSignal): Promise<TimingSummary> {
  const headers = new Map<string, string>();
  let outputSize = 0;
  let inputSize = 0;
  for await (const lines of timingLines(source, signal)) {
    for (const { record } of lines) {
      if (record?.type === 'output') outputSize += record.size;
      else if (record?.type === 'input') inputSize += record.size;
      else if (record?.type === 'header' && headers.size < MAX_HEADERS) headers.set(record.key, record.value);
    }
  }
  return { outputSize, inputSize, headers };
}

function seconds(text: string): number {
  return Number(text.replace(',', '.'));
}
