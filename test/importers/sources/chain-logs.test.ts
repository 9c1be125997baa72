import { describe, expect, it } from '#test';
import fc from 'fast-check';
import type { SessionEvent } from '#src/format/index.ts';
import {
  chainLogs,
  importJoined,
  JoinedSource,
  type Importer,
  type ImportOptions,
} from '#src/importers/index.ts';
import { claudeCode } from '#src/importers/tools/claude-code/importer.ts';
import { sourceOf } from '../../helpers/import-sources.ts';

const SESSION = '11111111-1111-4111-8111-111111111111';
const RESUMED = '22222222-2222-4222-8222-222222222222';

/** A session with a prompt, a command, a change and facts without ids in each of its turns. */
function sessionLines(turns: number): string[] {
  const lines: string[] = [];
  for (let turn = 0; turn < turns; turn += 1) {
    const at = (second: number) => new Date(Date.UTC(2026, 0, 5, 8, turn, second)).toISOString();
    const record = (uuid: string, second: number, rest: object) =>
      lines.push(
        JSON.stringify({
          sessionId: SESSION,
          cwd: '/home/dev/app',
          version: '2.1.0',
          ...rest,
          uuid: `${turn}-${uuid}`,
          parentUuid: uuid === 'u' ? (turn === 0 ? null : `${turn - 1}-e`) : null,
          timestamp: at(second),
        }),
      );
    const call = (id: string, name: string, input: object) => ({
      type: 'assistant',
      message: {
        id: `m${turn}${id}`,
        role: 'assistant',
        content: [{ type: 'tool_use', id: `${turn}${id}`, name, input }],
      },
    });
    const result = (id: string, content: string, toolUseResult: object) => ({
      type: 'user',
      message: { role: 'user', content: [{ type: 'tool_result', tool_use_id: `${turn}${id}`, content }] },
      toolUseResult,
    });
    lines.push(
      JSON.stringify({ type: 'mode', mode: turn % 2 === 0 ? 'normal' : 'plan', sessionId: SESSION }),
    );
    record('u', 0, {
      type: 'user',
      message: { role: 'user', content: turn % 2 === 0 ? 'continue' : `step ${turn}` },
    });
    record('a', 4, call('sh', 'Bash', { command: `make ${turn}` }));
    record(
      'b',
      6,
      result('sh', `built ${turn}`, { stdout: `built ${turn}`, stderr: '', interrupted: false }),
    );
    record('c', 8, call('ed', 'Write', { file_path: '/home/dev/app/a.txt', content: `${turn}\n` }));
    record(
      'd',
      9,
      result('ed', 'written', {
        type: 'update',
        filePath: '/home/dev/app/a.txt',
        content: `${turn}\n`,
        structuredPatch: [],
        originalFile: turn === 0 ? null : `${turn - 1}\n`,
      }),
    );
    record('e', 12, {
      type: 'assistant',
      message: { id: `m${turn}e`, role: 'assistant', content: [{ type: 'text', text: `done ${turn}` }] },
    });
  }
  return lines;
}

const textOf = (lines: readonly string[]) => lines.map((line) => `${line}\n`).join('');

async function importAll(importer: Importer, texts: readonly string[], options: ImportOptions = {}) {
  const sources = texts.map((text, index) => sourceOf(text, { name: `${index}.jsonl`, chunkSize: 997 }));
  const chains = await chainLogs(importer, sources, options);
  const events: SessionEvent[] = [];
  for (const { source } of chains) {
    const imported =
      source instanceof JoinedSource
        ? importJoined(importer, source, options)
        : importer.import(source, options);
    for await (const event of imported) events.push(event);
  }
  return { chains, events };
}

const isContinuation = (event: SessionEvent) =>
  event.type === 'chapter' ||
  (event.type === 'transcript' && 'data' in event.update && event.update.data?.['kind'] === 'continuation');

const untimed = ({ events }: { events: readonly SessionEvent[] }) =>
  events.filter((event) => event.type !== 'report' && !isContinuation(event));

function reportOf(events: readonly SessionEvent[]) {
  const last = events.at(-1)!;
  if (last.type !== 'report') throw new TypeError('no report at the end');
  return last.fidelity;
}

describe('chainLogs', () => {
  it('gives the events of the whole log, wherever it is cut and however much the parts share', async () => {
    const lines = sessionLines(4);
    const whole = await importAll(claudeCode, [textOf(lines)]);
    const cut = fc.nat(lines.length);
    await fc.assert(
      fc.asyncProperty(cut, cut, fc.boolean(), async (from, to, isReversed) => {
        const [start, end] = [Math.min(from, to), Math.max(from, to)];
        const texts = [lines.slice(0, end), lines.slice(start)].filter((part) => part.length > 0).map(textOf);
        // Only times tell the order: the second record is the first that has one.
        const haveTimes = start > 1;
        const joined = await importAll(claudeCode, isReversed && haveTimes ? texts.reverse() : texts);

        expect(joined.chains.length).to.equal(1);
        expect(untimed(joined)).to.deep.equal(untimed(whole));
        const repeated = texts.length === 1 ? 0 : end - start;
        const report = reportOf(joined.events);
        expect(report.records).to.equal(lines.length + repeated);
        expect(report.notes?.find(({ code }) => code === 'repeated-record')?.count ?? 0).to.equal(repeated);
        expect(report.records).to.equal(report.understood + report.kept + report.unreadable);
      }),
      { numRuns: 150 },
    );
  });

  it('says where the next log begins, if it adds something', async () => {
    const lines = sessionLines(2);
    const more = await importAll(claudeCode, [textOf(lines.slice(0, 7)), textOf(lines.slice(3))]);
    const same = await importAll(claudeCode, [textOf(lines), textOf(lines.slice(3))]);

    const [chapter, notice] = more.events.filter(isContinuation);
    expect(chapter).to.include({ type: 'chapter', title: 'Continued in 1.jsonl', time: 12_000 });
    expect(notice).to.deep.include({ type: 'transcript', track: 'main', time: 12_000 });
    expect(more.events.filter(isContinuation).length).to.equal(2);
    expect(same.events.some(isContinuation)).to.equal(false);
  });

  it('knows the history that an older version repeats under another session id', async () => {
    const lines = sessionLines(3);
    const resumed = lines.map((line) => line.replace(SESSION, RESUMED));
    const whole = await importAll(claudeCode, [textOf(lines)]);

    const joined = await importAll(claudeCode, [textOf(lines.slice(0, 14)), textOf(resumed)]);

    const texts = (events: readonly SessionEvent[]) =>
      events.flatMap((event) =>
        event.type === 'transcript' && 'content' in event.update ? [event.update] : [],
      );
    expect(texts(untimed(joined))).to.deep.equal(texts(untimed(whole)));
    expect(reportOf(joined.events).notes?.map(({ code }) => code)).to.include('repeated-record');
  });

  it('leaves alone what ran at the same time and shares nothing', async () => {
    const lines = sessionLines(3);
    const other = lines.map((line) => line.replace(SESSION, RESUMED).replaceAll(/"(\d)-(\w)"/g, '"x$1-$2"'));

    const { chains } = await importAll(claudeCode, [textOf(lines), textOf(other)]);

    expect(chains.map(({ members }) => members)).to.deep.equal([[0], [1]]);
  });

  it('says which log has nothing to do with the one before', async () => {
    const lines = sessionLines(1);
    const later = lines.map((line) =>
      line
        .replace(SESSION, RESUMED)
        .replace('2026-01-05', '2026-01-07')
        .replaceAll('/home/dev/app', '/srv/other')
        .replaceAll(/"(\d)-(\w)"/g, '"x$1-$2"'),
    );

    const { chains } = await importAll(claudeCode, [textOf(lines), textOf(later)]);

    expect(chains.map(({ members, unrelated }) => ({ members, unrelated }))).to.deep.equal([
      { members: [0, 1], unrelated: [1] },
    ]);
  });

  it('finds the overlap of logs whose records have neither id nor time', async () => {
    const lines = ['continue', 'a', 'continue', 'b', 'continue', 'continue'].map((text) =>
      JSON.stringify({ role: 'user', message: { content: [{ type: 'text', text }] } }),
    );
    const nameless: Importer = { ...claudeCode, identify: (line) => ({ text: line, unique: false }) };
    const texts = [textOf(lines.slice(0, 4)), textOf(lines.slice(2))];

    const chains = await chainLogs(
      nameless,
      texts.map((text) => sourceOf(text)),
    );

    expect(chains.length).to.equal(1);
    expect(await read(chains[0]!.source)).to.equal(textOf(lines));
  });

  it('reads the bytes as they are: without a last line end, with a byte order mark, CRLF and lines that are no records', async () => {
    const lines = sessionLines(2);
    const first = textOf(lines.slice(0, 7)).trimEnd();
    const second = `\ufeff\r\n${lines.slice(5).join('\r\n')}\r\nno record`;

    const { chains, events } = await importAll(claudeCode, [first, second]);

    expect(chains.length).to.equal(1);
    expect(reportOf(events)).to.include({ records: 17, unreadable: 1 });
  });

  it('places findings in the file they stand in', async () => {
    const lines = sessionLines(2);
    const found: { entry: string | undefined; line: number | undefined }[] = [];

    await importAll(claudeCode, [textOf(lines.slice(0, 7)), textOf([...lines.slice(4), 'no record'])], {
      onDiagnostic: ({ code, entry, line }) => code === 'unreadable-line' && found.push({ entry, line }),
    });

    expect(found).to.deep.equal([{ entry: '1.jsonl', line: 11 }]);
  });

  it('takes no document for lines', async () => {
    const document = JSON.stringify({ messages: [{ id: 1 }] }, undefined, 2);

    const chains = await chainLogs(claudeCode, [sourceOf(document), sourceOf(document)]);

    expect(chains.map(({ members }) => members)).to.deep.equal([[0], [1]]);
  });
});

async function read(source: { chunks(): AsyncIterable<Uint8Array> }): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of source.chunks()) text += decoder.decode(chunk, { stream: true });
  return text;
}
