import { describe, expect, it } from '#test';
import { BytesSource, DEFAULT_LIMITS, type ArchiveErrorCode } from '#src/format/index.ts';
import { readDirectory } from '#src/format/zip/zip-directory.ts';
import { CountingSource } from '../../helpers/counting-source.ts';
import { expectArchiveError } from '../../helpers/errors.ts';
import { buildZip, fields, type ZipEntryInput, type ZipInput } from '../../helpers/zip-builder.ts';

const A: ZipEntryInput = { path: 'a.txt', content: 'first' };
const B: ZipEntryInput = { path: 'b.txt', content: 'second' };

function read(input: ZipInput, limits = {}, directorySize?: number) {
  const bytes = buildZip(input);
  const source = new CountingSource(new BytesSource(bytes));
  const options = { limits: { ...DEFAULT_LIMITS, ...limits }, directorySize };
  return { source, directory: readDirectory(source, bytes.length, options) };
}

async function codes(input: ZipInput): Promise<string[]> {
  const { entries, tolerances } = await read(input).directory;
  expect([...entries.keys()]).to.deep.equal(['a.txt', 'b.txt']);
  return tolerances.diagnostics().map(({ code }) => code);
}

describe('readDirectory', () => {
  it('reads a directory of the strict profile with one read', async () => {
    const { source, directory } = read({ entries: [A, B] });

    const { entries, tolerances } = await directory;

    expect(entries.get('a.txt')).to.include({ headerOffset: 0, dataOffset: 35, size: 5, method: 'deflate' });
    expect(tolerances.diagnostics()).to.deep.equal([]);
    expect(source.reads).to.equal(1);
  });

  it('reads no more than it was told the directory has', async () => {
    const entries = [A, { path: 'big.bin', content: new Uint8Array(100_000), method: 0 }];
    const { source, directory } = read({ entries }, {}, 2 * 46 + 5 + 7 + 22);

    await directory;

    expect(source.ranges.map(([, length]) => length)).to.deep.equal([2 * 46 + 5 + 7 + 22]);
  });

  it('reads again when it was told too little', async () => {
    const { source, directory } = read({ entries: [A, B] }, {}, 30);

    await directory;

    expect(source.reads).to.be.within(2, 3);
  });

  it('tolerates what other tools write, with one diagnostic a kind', async () => {
    const extra = fields('HHI', 0x5455, 4, 7);
    expect(await codes({ entries: [A, B], comment: Uint8Array.of(1, 2) })).to.deep.equal(['archive-comment']);
    expect(await codes({ entries: [A, B], zip64: {} })).to.deep.equal(['needless-zip64']);
    expect(
      await codes({
        entries: [
          { ...A, date: 99 },
          { ...B, date: 99 },
        ],
      }),
    ).to.deep.equal(['entry-date']);
    expect(await codes({ entries: [{ ...A, extra }, B] })).to.deep.equal(['extra-field']);
    expect(await codes({ entries: [{ ...A, descriptor: true }, B] })).to.deep.equal(['data-descriptor']);
    expect(await codes({ entries: [{ ...A, padding: new Uint8Array(3) }, B] })).to.deep.equal([
      'entry-padding',
    ]);
    expect(await codes({ entries: [A, { ...B, padding: new Uint8Array(3) }] })).to.deep.equal([
      'entry-padding',
    ]);
    expect(await codes({ entries: [A, { ...B, attributes: 0o100644 << 16 }] })).to.deep.equal([
      'entry-attributes',
    ]);
    expect(await codes({ entries: [A, { ...B, comment: 'x' }] })).to.deep.equal(['entry-comment']);
    expect(await codes({ entries: [A, { path: 'd/', method: 0 }, B] })).to.deep.equal(['directory-entry']);
    expect(
      await codes({
        entries: [
          { ...A, flags: 0x802 },
          { ...B, flags: 0 },
        ],
      }),
    ).to.deep.equal([]);
  });

  for (const [what, input] of Object.entries<ZipInput>({
    'bytes before the first entry': { entries: [A], prefix: Uint8Array.of(0) },
    'bytes after the end record': { entries: [A], suffix: Uint8Array.of(0) },
    'a second end record in its comment': {
      entries: [A],
      comment: fields('IHHHHIIH', 0x06054b50, 0, 0, 0, 0, 0, 0, 0),
    },
    'a wrong number of entries': { entries: [A, B], end: { entries: 1 } },
    'a directory of another size': { entries: [A, B], end: { size: 51 } },
    'a directory beyond its end': { entries: [A, B], end: { offset: 1_000_000 } },
    'several parts': { entries: [A], end: { disk: 1 } },
    'ZIP64 records that disagree': { entries: [A], zip64: { entries: 2 } },
    'two entries of one name': { entries: [A, A] },
    'names that differ in case only': { entries: [A, { ...A, path: 'A.TXT' }] },
    'an entry that is a folder too': {
      entries: [
        { ...A, path: 'x' },
        { path: 'x/', method: 0 },
      ],
    },
    'a file that is also a folder': {
      entries: [
        { ...A, path: 'x' },
        { ...B, path: 'x/y' },
      ],
    },
    'a symbolic link': { entries: [{ ...A, attributes: 0o120777 * 65536 }] },
    'a folder with data': { entries: [{ path: 'x/', content: 'data', method: 0 }] },
    'an entry outside the directory': { entries: [A, { ...B, hidden: true }] },
    'an entry twice over the same bytes': { entries: [A, { ...B, central: { offset: 0 } }] },
    'entries that overlap': { entries: [{ ...A, central: { storedSize: 9 } }, B] },
    'an offset beyond the directory': { entries: [A, { ...B, central: { offset: 5000 } }] },
    'unexplained bytes between entries': { entries: [{ ...A, padding: Uint8Array.of(0, 7) }, B] },
    'unexplained bytes before the directory': { entries: [{ ...A, padding: Uint8Array.of(7) }] },
    encryption: { entries: [{ ...A, flags: 0x801 }] },
    'strong encryption': { entries: [{ ...A, flags: 0x840 }] },
    'unknown flags': { entries: [{ ...A, flags: 0x820 }] },
    'an unknown method': { entries: [{ ...A, method: 12 }] },
    'an extra field that does not end': { entries: [{ ...A, extra: fields('HH', 9, 5) }] },
    'a second name in an extra field': {
      entries: [{ ...A, extra: Uint8Array.of(0x75, 0x70, 6, 0, 1, 0, 0, 0, 0, 0x62) }],
    },
    'a descriptor that disagrees': { entries: [{ ...A, descriptor: true, central: { crc32: 1 } }, B] },
    'a size behind a ZIP64 field that is not there': { entries: [{ ...A, central: { size: 0xffffffff } }] },
  })) {
    it(`refuses ${what}`, async () => {
      await expectArchiveError(read(input).directory, 'ambiguous-archive');
    });
  }

  for (const path of [
    '',
    '/a',
    '../a',
    'a/../b',
    'a//b',
    './a',
    'a\\b',
    'C:\\a',
    'a\0b',
    '.a',
    'a b',
    'é',
    '~/a',
    '__proto__',
  ]) {
    it(`refuses the name ${JSON.stringify(path)}`, async () => {
      await expectArchiveError(read({ entries: [{ path }] }).directory, 'ambiguous-archive');
    });
  }

  it('refuses a file that was cut', async () => {
    const bytes = buildZip({ entries: [A, B] });
    for (let size = 1; size < bytes.length; size += 1) {
      const source = new BytesSource(bytes.subarray(0, size));
      const expected: ArchiveErrorCode = 'truncated-archive';
      await expectArchiveError(readDirectory(source, size, { limits: DEFAULT_LIMITS }), expected);
    }
  });

  it('stops at the limits', async () => {
    await expectArchiveError(read({ entries: [A, B] }, { maxEntries: 1 }).directory, 'limit-exceeded');
    await expectArchiveError(read({ entries: [A, B] }, { maxDirectorySize: 50 }).directory, 'limit-exceeded');
  });
});
