import { describe, expect, it } from '#test';
import { findForeignDirectory, foreignRecords } from '#src/format/index.ts';
import { buildZip, fields, type ZipInput } from '../../helpers/zip-builder.ts';

const A = { path: 'a.txt', content: 'first' };
const B = { path: 'b.txt', content: 'second' };

async function read(bytes: Uint8Array) {
  const ranges: [number, number][] = [];
  const place = await findForeignDirectory((offset, length) => {
    ranges.push([offset, length]);
    return Promise.resolve(bytes.subarray(offset, offset + length));
  }, bytes.length);
  const directory = place && bytes.subarray(place.offset, place.offset + place.size);
  const records = directory ? [...foreignRecords(directory)] : undefined;
  return { records, names: records?.map(({ name }) => new TextDecoder().decode(name)), reads: ranges.length };
}

describe('the directory of a ZIP by any tool', () => {
  for (const [what, input] of Object.entries<ZipInput>({
    'the strict profile': { entries: [A, B] },
    'an entry outside the directory, and bytes behind the end': {
      entries: [A, B, { ...A, hidden: true }],
      suffix: Uint8Array.of(1, 2, 3),
    },
    'a comment with the signature of an end record': {
      entries: [A, B],
      comment: fields('IHHHHIIH', 0x06054b50, 0, 0, 0, 0, 0xffff, 0xffff, 0),
    },
    'ZIP64 records': { entries: [A, B], zip64: {} },
    'a wrong number of entries': { entries: [A, B], end: { entries: 7 } },
    'dates, attributes, comments, flags and methods that an archive may not have': {
      entries: [
        { ...A, attributes: 0o120777 * 65536, comment: 'x', date: 99, flags: 0x821 },
        { ...B, method: 12 },
      ],
    },
  })) {
    it(`is read from one with ${what}`, async () => {
      expect((await read(buildZip(input))).names).to.deep.equal(['a.txt', 'b.txt']);
    });
  }

  it('costs one read, and one more for ZIP64 records', async () => {
    expect((await read(buildZip({ entries: [A, B] }))).reads).to.equal(1);
    expect((await read(buildZip({ entries: [A, B], zip64: {} }))).reads).to.equal(2);
  });

  it('lies where the ZIP64 record says, when the end record does not', async () => {
    const bytes = buildZip({ entries: [A, B], zip64: {}, end: { size: 0xffffffff, offset: 0xffffffff } });

    expect((await read(bytes)).names).to.deep.equal(['a.txt', 'b.txt']);
  });

  it('has sizes and offsets from the ZIP64 field where it sends there', async () => {
    const wide = fields('HHQQ', 1, 16, 5_000_000_001, 5_000_000_002);
    const central = { size: 0xffffffff, storedSize: 0xffffffff };
    const { records } = await read(buildZip({ entries: [{ ...A, extra: wide, central }] }));

    expect(records?.[0]).to.include({ size: 5_000_000_001, storedSize: 5_000_000_002, headerOffset: 0 });
  });

  it('has the values as they stand where there is no such field', async () => {
    const { records } = await read(buildZip({ entries: [{ ...A, central: { size: 0xffffffff } }] }));

    expect(records?.[0]).to.include({ size: 0xffffffff });
  });

  it('keeps of a malformed extra field what comes before the fault', async () => {
    const extra = new Uint8Array([...fields('HHQ', 1, 8, 5_000_000_001), 9, 9, 200, 0]);
    const { records } = await read(buildZip({ entries: [{ ...A, extra, central: { size: 0xffffffff } }] }));

    expect(records?.[0]).to.include({ size: 5_000_000_001 });
  });

  it('ends where no whole record stands', async () => {
    const bytes = buildZip({ entries: [A, B], end: { size: 2 * (46 + 5) - 1 } });

    expect((await read(bytes)).names).to.deep.equal(['a.txt']);
  });

  it('is not found in a file that was cut, or that is none', async () => {
    const bytes = buildZip({ entries: [A, B] });

    for (let size = 0; size < bytes.length; size += 1) {
      expect((await read(bytes.subarray(0, size))).names, String(size)).to.equal(undefined);
    }
  });
});
