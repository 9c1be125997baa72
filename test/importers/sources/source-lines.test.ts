import { describe, expect, it } from '#test';
import { sourceLines } from '#src/importers/sources/source-lines.ts';
import type { LineOptions, SourceLine } from '#src/importers/sources/source-lines.ts';
import { sourceOf } from '../../helpers/import-sources.ts';

describe('sourceLines', () => {
  it('ends a line at LF, CRLF and CR, wherever the chunks are cut', async () => {
    for (const chunkSize of [1, 2, 3, 100]) {
      const lines = await read('one\ntwo\r\nthree\rfour\n', { chunkSize });

      expect(lines.map(({ number, text }) => [number, text])).to.deep.equal([
        [1, 'one'],
        [2, 'two'],
        [3, 'three'],
        [4, 'four'],
      ]);
    }
  });

  it('counts blank lines without yielding them', async () => {
    const lines = await read('\n  \r\na\n\nb');

    expect(lines.map(({ number, text }) => [number, text])).to.deep.equal([
      [3, 'a'],
      [5, 'b'],
    ]);
  });

  it('says that the last line has no end', async () => {
    const [first, last] = await read('a\nb');

    expect(first).to.not.have.property('unterminated');
    expect(last).to.have.property('unterminated', true);
  });

  it('passes over a byte order mark', async () => {
    expect((await read('\ufeff{}\n'))[0]?.text).to.equal('{}');
  });

  it('takes no more of a growing source than it had at first', async () => {
    const grown = sourceOf('a\nbcd\n');

    const lines: SourceLine[] = [];
    for await (const batch of sourceLines({ ...grown, size: 3 })) lines.push(...batch);

    expect(lines.map(({ text }) => text)).to.deep.equal(['a', 'b']);
  });

  it('replaces bytes that are no UTF-8 and says so, but knows U+FFFD that stands there', async () => {
    const bytes = new Uint8Array([0x61, 0xff, 0x0a, ...new TextEncoder().encode('\ufffd\n')]);

    const [broken, whole] = await read(bytes);

    expect(broken).to.include({ text: 'a\ufffd', flaw: 'invalid-utf8' });
    expect(whole).to.not.have.property('flaw');
  });

  it('removes zero bytes around a line and says so', async () => {
    expect((await read('\0\0{}\n'))[0]).to.include({ text: '{}', flaw: 'nul-bytes' });
  });

  it('keeps only the beginning of a line above the limit, and goes on after it', async () => {
    const lines = await read(`${'x'.repeat(5000)}\nnext\n`, { chunkSize: 64 }, { maxLineSize: 1000 });

    expect(lines[0]).to.include({ flaw: 'oversized', size: 5000, text: 'x'.repeat(256) });
    expect(lines[1]?.text).to.equal('next');
  });

  it('reads a line of exactly the limit whole', async () => {
    const lines = await read(`${'x'.repeat(1000)}\n${'y'.repeat(1001)}\n`, {}, { maxLineSize: 1000 });

    expect(lines.map(({ text, flaw }) => [text.length, flaw])).to.deep.equal([
      [1000, undefined],
      [256, 'oversized'],
    ]);
  });

  it('refuses UTF-16', async () => {
    const error = await read(new Uint8Array([0xff, 0xfe, 0x7b, 0])).catch((reason: unknown) => reason);

    expect(error).to.include({ name: 'ImportError', code: 'unsupported-source' });
  });
});

async function read(
  content: string | Uint8Array,
  { chunkSize = 64 * 1024 }: { chunkSize?: number } = {},
  options: LineOptions = {},
): Promise<SourceLine[]> {
  const lines: SourceLine[] = [];
  for await (const batch of sourceLines(sourceOf(content, { chunkSize }), options)) lines.push(...batch);
  return lines;
}
