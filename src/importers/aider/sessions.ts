import { ImportError } from '../importer.ts';
import type { ImportOptions, ImportSource, SourceSession } from '../importer.ts';
import { parseIsoTime } from '../iso-time.ts';
import type { LineReading } from '../log-lines.ts';
import type { SourceRecord } from '../record-importer.ts';
import { oneLine } from '../tool-calls.ts';
import { BlockSplitter, promptText, START } from './blocks.ts';
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

/** The sessions of a history, titled by their first prompts that are no commands. */
export async function findSessions(
  source: ImportSource,
  { signal }: ImportOptions = {},
): Promise<readonly SourceSession[]> {
  const sessions: { id: string; title?: string; startedAt?: number }[] = [];
  for await (const blocks of sessionBlocks(source, { signal })) {
    for (const { session, block } of blocks) {
      const found = (sessions[session - 1] ??= { id: String(session) });
      const startedAt = block.kind === 'start' ? startTime(block) : undefined;
      if (startedAt !== undefined) found.startedAt = startedAt;
      if (block.kind !== 'prompt' || found.title !== undefined) continue;
      const title = oneLine(promptText(block.lines));
      if (title !== '' && !/^[/!]/.test(title)) found.title = title;
    }
  }
  if (sessions.length === 0) {
    throw new ImportError('empty-source', `"${source.name}" is empty: no session to import`);
  }
  return sessions;
}

/** The blocks of one session as records: `{kind, text, time?}`, `text` without the marks of a prompt. */
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
      const text = block.kind === 'prompt' ? promptText(block.lines) : block.lines.join('\n');
      const time = block.kind === 'start' ? startTime(block) : timeOfPrompt(history, block, text, from);
      from = Math.max(from, time ?? 0);
      records.push({ number, text, record: { kind: block.kind, text, ...(time !== undefined && { time }) } });
    }
    yield records;
  }
  if (number === 0 && !isEmpty) {
    throw new ImportError('unknown-session', `"${source.name}" has no session "${wanted}"`);
  }
  return undefined;
}

function timeOfPrompt(
  history: InputHistory,
  { kind }: Block,
  text: string,
  from: number,
): number | undefined {
  return kind === 'prompt' ? history.timeOf(text, from) : undefined;
}

/** Local time without a zone: taken as UTC, so that it is the same everywhere. */
function startTime({ lines: [line = ''] }: Block): number | undefined {
  return parseIsoTime(START.exec(line)?.[1]);
}
