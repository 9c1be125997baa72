import { ImportError } from '../../sources/import-error.ts';
import type { ImportSource } from '../../sources/import-source.ts';
import type { ImportOptions, SourceSession } from '../../importer.ts';
import { parseIsoTime } from '../../sources/iso-time.ts';
import type { LineReading } from '../../sources/log-lines.ts';
import type { SourceRecord } from '../../records/record-importer.ts';
import { oneLine } from '../../records/tool-calls.ts';
import { BlockSplitter, promptText, START, toolMessages } from './blocks.ts';
import type { Block } from './blocks.ts';
import { InputHistory } from './input-history.ts';
import { markdownLines } from './markdown-lines.ts';

/** The blocks of a history with the number of their session, counted from 1; those of a chunk together. */
async function* sessionBlocks(
  source: ImportSource,
  { signal, report }: LineReading,
): AsyncGenerator<readonly { readonly session: number; readonly block: Block }[], void, undefined> {
  const splitter = new BlockSplitter();
  let session = 0;
  const numbered = (block: Block): { session: number; block: Block } => {
    // What stands before the first session is one as well: the file was cut.
    if (block.kind === 'start' || session === 0) session += 1;
    return { session, block };
  };
  for await (const lines of markdownLines(source, signal)) {
    const ended: { session: number; block: Block }[] = [];
    for (const { text, isFlawed } of lines) {
      if (isFlawed) report?.note('invalid-utf8', 'bytes that are no UTF-8 were replaced');
      const block = splitter.push(text);
      if (block) ended.push(numbered(block));
    }
    yield ended;
  }
  const last = splitter.end();
  if (last) yield [numbered(last)];
}

/** The sessions of a history, titled by the first of their prompts, of which commands are none. */
export async function findSessions(
  source: ImportSource,
  { signal }: ImportOptions = {},
): Promise<readonly SourceSession[]> {
  const sessions: { id: string; title?: string; startedAt?: number; turns?: number }[] = [];
  const sizes: number[] = [];
  for await (const blocks of sessionBlocks(source, { signal })) {
    for (const { session, block } of blocks) {
      const found = (sessions[session - 1] ??= { id: String(session) });
      sizes[session - 1] = block.lines.reduce((sum, line) => sum + line.length, sizes[session - 1] ?? 0);
      const startedAt = block.kind === 'start' ? startTime(block) : undefined;
      if (startedAt !== undefined) found.startedAt = startedAt;
      if (block.kind !== 'prompt') continue;
      const title = oneLine(promptText(block.lines));
      if (title === '' || /^[/!]/.test(title)) continue;
      found.title ??= title;
      found.turns = (found.turns ?? 0) + 1;
    }
  }
  if (sessions.length === 0) {
    throw new ImportError('empty-source', `"${source.name}" is empty: no session to import`);
  }
  // A history is only ever written on: a session that has changed is longer.
  return sessions.map((session, index) => ({ ...session, revision: String(sizes[index]) }));
}

/** The blocks of one session as records, without their marks: `{kind, text, time?}`, of the program `{kind, messages}`. */
export async function* sessionRecords(
  source: ImportSource,
  reading: LineReading,
  options: ImportOptions,
): AsyncGenerator<readonly SourceRecord[], undefined, undefined> {
  const wanted = options.session ?? '1';
  const history = await InputHistory.beside(source, reading.signal);
  let number = 0;
  let from = 0;
  let isEmpty = true;
  for await (const blocks of sessionBlocks(source, reading)) {
    const records: SourceRecord[] = [];
    for (const { session, block } of blocks) {
      isEmpty = false;
      if (String(session) !== wanted) continue;
      number += 1;
      const record = recordOf(block, history, from);
      from = Math.max(from, record.time ?? 0);
      records.push({ number, text: block.lines.join('\n'), record: { ...record } });
    }
    yield records;
  }
  if (number === 0 && !isEmpty) {
    throw new ImportError('unknown-session', `"${source.name}" has no session "${wanted}"`);
  }
  return undefined;
}

/** What a block is to its translator. */
export interface BlockRecord {
  readonly kind: Block['kind'];
  /** Of the program: each of its messages. */
  readonly messages?: readonly string[];
  /** Of all others. */
  readonly text?: string;
  /** ms since 1970 UTC. */
  readonly time?: number;
}

function recordOf(block: Block, history: InputHistory, from: number): BlockRecord {
  const { kind, lines } = block;
  if (kind === 'tool') return { kind, messages: toolMessages(lines) };
  if (kind === 'reply') return { kind, text: lines.join('\n') };
  const text = kind === 'prompt' ? promptText(lines) : lines.join('\n').replace(/^# /, '').trim();
  const time = kind === 'prompt' ? history.timeOf(text, from) : startTime(block);
  return { kind, text, ...(time !== undefined && { time }) };
}

/** Local time without a zone: taken as UTC, so that it is the same everywhere. */
function startTime({ lines: [line = ''] }: Block): number | undefined {
  return parseIsoTime(START.exec(line)?.[1]);
}
