import { gzipSync } from 'fflate';
import { describe, expect, it } from '#test';
import type { Diagnostic } from '#src/format/index.ts';
import { ImportError, openSource } from '#src/importers/index.ts';
import { PACKED_LIMITS, type PackedLimits } from '#src/importers/packed/packed-limits.ts';
import { sourceOf } from '../helpers/import-sources.ts';
import { buildZip, fields, type ZipEntryInput, type ZipInput } from '../helpers/zip-builder.ts';

const CAST = '{"version":2,"width":80,"height":24}\n[0.5,"o","hello"]\n';
const CAST_SIZE = CAST.length;

/** What `bzip2` makes of `CAST`: one stream of one block. */
const BZIP2 =
  'QlpoOTFBWSZTWYglLS0AABrbgAAQEAVWUAAKBuWdiiAAUKaNAGgAAiZNTTRp6mI9RpvVBw747jOAOm/LRre5LZNYWPxiylVL0YB5eSTUUEiYfi7kinChIRBKWlo=';

/** What is inside a packed file: its text, the findings, or the code of the error. */
async function unpack(bytes: Uint8Array, limits: Partial<PackedLimits> = {}) {
  const findings: Diagnostic[] = [];
  try {
    const opened = await openSource(sourceOf(bytes), { limits: { ...PACKED_LIMITS, ...limits } });
    const decoder = new TextDecoder();
    let text = '';
    for await (const chunk of opened.source.chunks()) text += decoder.decode(chunk, { stream: true });
    for await (const event of opened.events({ onDiagnostic: (finding) => findings.push(finding) }))
      expect(event.type).to.be.a('string');
    return { text, findings: findings.map(({ code }) => code) };
  } catch (error) {
    if (error instanceof ImportError) return { error: error.code, message: error.message };
    throw error;
  }
}

const unpacked = { text: CAST, findings: [] };

async function expectLimit(bytes: Uint8Array, limits: Partial<PackedLimits>): Promise<void> {
  const [name] = Object.keys(limits);
  const result = await unpack(bytes, limits);
  expect(result.error).to.equal('limit-exceeded');
  expect(result.message).to.contain(name);
}

describe('the limits of packed files', () => {
  const gzip = gzipSync(new TextEncoder().encode(CAST));

  it('let a file unpack to so many bytes and no more', async () => {
    expect(await unpack(gzip, { maxUnpackedSize: CAST_SIZE })).to.deep.equal(unpacked);
    await expectLimit(gzip, { maxUnpackedSize: CAST_SIZE - 1 });
  });

  it('let a file unpack to so many times its size, once it is large', async () => {
    const long = gzipSync(new TextEncoder().encode(CAST + CAST.split('\n')[1]!.concat('\n').repeat(1000)));
    const [ratio, freeUnpackedSize] = [100, 1000];

    await expectLimit(long, { maxUnpackedRatio: 2, freeUnpackedSize });
    expect(await unpack(long, { maxUnpackedRatio: ratio * 2, freeUnpackedSize })).to.have.property('text');
    expect(await unpack(long, { maxUnpackedRatio: 2, freeUnpackedSize: 100_000 })).to.have.property('text');
  });

  it('let files be packed so many times over', async () => {
    const twice = gzipSync(gzip);

    expect(await unpack(gzip, { maxPackedDepth: 1 })).to.deep.equal(unpacked);
    expect(await unpack(twice, { maxPackedDepth: 2 })).to.deep.equal(unpacked);
    await expectLimit(twice, { maxPackedDepth: 1 });
  });

  it('let a ZIP hold so many files, in a directory of such a size', async () => {
    const entries = [{ path: 'a.cast', content: CAST }, { path: 'b.txt' }, { path: 'c.txt' }];
    const zip = buildZip({ entries });
    const directory = entries.reduce((sum, { path }) => sum + 46 + path.length, 0);

    expect(await unpack(zip, { maxMembers: 3 })).to.deep.equal(unpacked);
    await expectLimit(zip, { maxMembers: 2 });
    expect(await unpack(zip, { maxDirectorySize: directory })).to.deep.equal(unpacked);
    await expectLimit(zip, { maxDirectorySize: directory - 1 });
  });
});

describe('a packed ZIP', () => {
  const member = { path: 'a.cast', content: CAST, method: 0 } satisfies ZipEntryInput;

  it('is not read where it is encrypted', async () => {
    const result = await unpack(buildZip({ entries: [{ ...member, flags: 0x801 }] }));

    expect(result.error).to.equal('unsupported-source');
    expect(result.message).to.contain('encrypted');
  });

  it('is not read where it is packed by a method that nobody knows here', async () => {
    const result = await unpack(buildZip({ entries: [{ ...member, method: 12 }] }));

    expect(result.error).to.equal('unsupported-source');
    expect(result.message).to.contain('method 12');
  });

  it('is read where its numbers are those of a ZIP64', async () => {
    const none = 0xffffffff;
    const inTheEnd: ZipInput = {
      entries: [member],
      zip64: {},
      end: { entries: 0xffff, size: none, offset: none },
    };
    const inTheRecord: ZipInput = {
      entries: [
        { path: 'first.txt', content: 'x', method: 0 },
        {
          ...member,
          extra: fields('HHQQQ', 1, 24, CAST_SIZE, CAST_SIZE, 30 + 'first.txt'.length + 1),
          central: { size: none, storedSize: none, offset: none },
        },
      ],
    };

    expect(await unpack(buildZip(inTheEnd))).to.deep.equal(unpacked);
    expect(await unpack(buildZip(inTheRecord))).to.deep.equal(unpacked);
  });

  it('says when what came out is not what was packed', async () => {
    const zip = buildZip({ entries: [{ ...member, central: { crc32: 1 } }] });

    expect(await unpack(zip)).to.deep.equal({ text: CAST, findings: ['damaged-package'] });
  });
});

describe('a file that bzip2 packed', () => {
  const [blockStart, streamEnd] = ['314159265359', '177245385090'].map(bitsOfHex);

  /** The file with other checksums: 32 bits behind the mark of the block, and of the end. */
  function withChecksums(change: (crc: number, place: 'block' | 'stream') => number): Uint8Array {
    let bits = Array.from(atob(BZIP2), (char) => char.charCodeAt(0).toString(2).padStart(8, '0')).join('');
    for (const [mark, place] of [
      [blockStart!, 'block'],
      [streamEnd!, 'stream'],
    ] as const) {
      const at = bits.indexOf(mark) + mark.length;
      const crc = change(parseInt(bits.slice(at, at + 32), 2), place);
      bits = bits.slice(0, at) + crc.toString(2).padStart(32, '0') + bits.slice(at + 32);
    }
    return Uint8Array.from(bits.match(/.{8}/g)!, (byte) => parseInt(byte, 2));
  }

  function bitsOfHex(hex: string): string {
    return Array.from(hex, (digit) => parseInt(digit, 16).toString(2).padStart(4, '0')).join('');
  }

  it('is read', async () => {
    expect(await unpack(withChecksums((crc) => crc))).to.deep.equal(unpacked);
  });

  it('says when a block is not what its checksum says, though the stream agrees with the block', async () => {
    expect(await unpack(withChecksums(() => 1))).to.deep.equal({
      text: CAST,
      findings: ['damaged-package'],
    });
  });

  it('says when the stream is not what its checksum says', async () => {
    const bytes = withChecksums((crc, place) => (place === 'stream' ? 1 : crc));

    expect(await unpack(bytes)).to.deep.equal({ text: CAST, findings: ['damaged-package'] });
  });
});
