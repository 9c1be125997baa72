import { describe, expect, it } from '#test';
import { logLines } from '#src/importers/sources/log-lines.ts';
import type { LogLine } from '#src/importers/sources/log-lines.ts';
import { sourceOf } from '../../helpers/import-sources.ts';

const record = (id: number, text = 'some words'): string =>
  JSON.stringify({ type: 'message', id, data: { text, list: [{ a: 1 }, { b: '"}{"' }] } });

/** Ids of records, and the texts of what is none. */
function toldBy(lines: readonly LogLine[]): readonly unknown[] {
  return lines.map((line) => line.record?.['id'] ?? line.text);
}

describe('logLines', () => {
  it('reads every whole record of a line, wherever the one before was torn', async () => {
    const torn = record(1);
    for (let cut = 1; cut < torn.length; cut++) {
      const piece = torn.slice(0, cut);
      const { lines } = await read(`${record(0)}\n${piece}${record(2)}\n${record(3)}\n`);

      expect(toldBy(lines), `cut at ${cut}`).to.deep.equal([0, piece, 2, 3]);
    }
  });

  it('reads records that stand behind each other, with or without a comma', async () => {
    for (const between of ['', ',', ' ', '\u001e', '\0']) {
      const { lines, codes } = await read(
        `${record(1)}${between}${record(2)}${between}${record(3)}\n${record(4)}`,
      );

      expect(toldBy(lines)).to.deep.equal([1, 2, 3, 4]);
      expect(codes).to.deep.equal(['glued-records']);
    }
  });

  it('keeps the beginning of a record that follows a whole one', async () => {
    const { lines, codes } = await read(`${record(1)}${record(2).slice(0, 40)}\n${record(3)}\n`);

    expect(toldBy(lines)).to.deep.equal([1, record(2).slice(0, 40), 3]);
    expect(codes).to.deep.equal(['glued-records', 'unreadable-line']);
  });

  it('takes no part of a torn record for a record', async () => {
    const torn = [
      record(1).slice(0, -1),
      record(1).slice(0, -2),
      '{"type":"a","content":[{"type":"text","text":"b"}',
      '"text":{"type":"message","id":7,"data":{}},"more":1}',
    ];
    for (const line of torn) {
      const { lines } = await read(`${record(0)}\n${line}\n${record(3)}\n`);

      expect(toldBy(lines), line).to.deep.equal([0, line, 3]);
    }
  });

  it('joins a record whose strings have line ends in them', async () => {
    const text = 'one\n\n{}\n{\\"quoted\\": 1}\n12\nlast';
    const { lines, codes } = await read(`${record(1)}\n${record(2, 'X').replace('X', text)}\n${record(3)}\n`);

    expect(toldBy(lines)).to.deep.equal([1, 2, 3]);
    expect(lines[1]!.record!['data']).to.have.property('text', text.replaceAll('\\"', '"'));
    expect(codes).to.deep.equal(['broken-record']);
  });

  it('joins the same, and splits what stands behind it, wherever chunks are cut', async () => {
    const log = `${record(1, 'X').replace('X', 'a\r\nb')}${record(2)}\n${record(3)}`;
    for (const chunkSize of [1, 7, 64]) {
      expect(toldBy((await read(log, chunkSize)).lines)).to.deep.equal([1, 2, 3]);
    }
  });

  it('gives up on what the next lines do not go on with', async () => {
    const torn = record(2).slice(0, 50);
    const { lines, codes } = await read(`${record(1)}\n${torn}\nplain words\n${record(3)}\n`);

    expect(toldBy(lines)).to.deep.equal([1, torn, 'plain words', 3]);
    expect(codes).to.deep.equal(['unreadable-line', 'unreadable-line']);
  });

  it('numbers records upwards, by their lines where it can', async () => {
    const { lines } = await read(`${record(1)}${record(2)}${record(3)}\n${record(4)}\n\n\n${record(5)}\n`);

    expect(lines.map(({ number }) => number)).to.deep.equal([1, 2, 3, 4, 5]);
  });

  it('says of a last line that is half written that it is', async () => {
    const { lines, codes } = await read(`${record(1)}\n${record(2)}${record(3).slice(0, 30)}`);

    expect(lines.map(({ flaw }) => flaw)).to.deep.equal([undefined, undefined, 'incomplete-last-line']);
    expect(codes).to.deep.equal(['glued-records', 'incomplete-last-line']);
  });
});

async function read(log: string, chunkSize = 1000): Promise<{ lines: LogLine[]; codes: string[] }> {
  const codes: string[] = [];
  const lines: LogLine[] = [];
  const report = { note: (code: string) => void codes.push(code) };
  for await (const some of logLines(sourceOf(log, { chunkSize }), { report })) lines.push(...some);
  return { lines, codes };
}
