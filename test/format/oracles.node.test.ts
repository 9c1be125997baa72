import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { constants, deflateRawSync } from 'node:zlib';
import { BlobReader, TextWriter, ZipReader } from '@zip.js/zip.js';
import { fromBuffer, type Entry, type ZipFile } from 'yauzl';
import { after, describe, expect, it } from '#test';
import { ArchiveReader, BytesSource, type Deflater } from '#src/format/index.ts';
import { inflateSegment } from '#src/format/segments/inflate.ts';
import { buildArchive, pakoDeflater, type ArchiveInput } from '../helpers/archive-builder.ts';
import { noise, noiseText } from '../helpers/noise.ts';

const folder = mkdtempSync(join(tmpdir(), 'reprise-oracles-'));
after(() => rmSync(folder, { recursive: true }));

const input: ArchiveInput = {
  transcript: Array.from({ length: 4 }, (_, index) => ({
    time: index * 100,
    keyframe: { turns: index },
    events: Array.from({ length: 50 }, (_unused, n) => ({
      t: index * 100 + n,
      id: `e${index}-${n}`,
      sessionUpdate: 'agent_message_chunk' as const,
      content: { type: 'text' as const, text: `ünï ${noiseText(400, index * 50 + n + 1)}` },
    })),
  })),
  terminal: [
    { time: 0, events: [{ t: 1234, code: 'o', data: '\u001b[31mred\r\n' }] },
    {
      time: 1234,
      keyframe: { cols: 80, rows: 24, data: 'x' },
      events: [{ t: 60_001, code: 'x', data: '0' }],
    },
  ],
  blobs: [
    [noise(3000), 'png'],
    [new TextEncoder().encode('text '.repeat(9000)), 'txt'],
  ],
  entries: { 'notes.json': '{}', 'source/empty.log': '' },
  index: { duration: 100_000 },
};

const { bytes } = await buildArchive(input);
const path = join(folder, 'archive.reprise');
writeFileSync(path, bytes);

/** Path → text, as our own reader has it. */
async function ours(): Promise<Map<string, string>> {
  const reader = await ArchiveReader.open(new BytesSource(bytes));
  const entries = new Map<string, string>();
  for (const name of (await reader.directory).keys()) entries.set(name, await reader.readText(name));
  return entries;
}

const has = (command: string, ...args: string[]): boolean => spawnSync(command, args).status === 0;

describe('other programs read the archives we write', () => {
  it('unzip finds no errors', { skip: !has('unzip', '-v') && 'unzip is not installed' }, () => {
    expect(execFileSync('unzip', ['-t', path], { encoding: 'utf8' })).to.contain('No errors detected');
  });

  it('python zipfile', { skip: !has('python3', '--version') && 'python3 is not installed' }, async () => {
    const program = `
import json, sys, zipfile
with zipfile.ZipFile(sys.argv[1]) as z:
    assert z.testzip() is None
    for i in z.infolist():
        assert i.date_time == (1980, 1, 1, 0, 0, 0) and i.create_version == 20 and not i.extra and not i.external_attr
    print(json.dumps([[n, z.read(n).decode('utf8', 'replace')] for n in z.namelist()]))`;
    const printed = execFileSync('python3', ['-c', program, path], { encoding: 'utf8' });

    const [entries, expected] = [new Map(JSON.parse(printed) as [string, string][]), await ours()];
    expect([...entries.keys()]).to.deep.equal([...expected.keys()]);
    for (const [name, content] of expected) {
      if (!name.endsWith('.png')) expect(entries.get(name), name).to.equal(content);
    }
  });

  it('zip.js, strictly', async () => {
    const reader = new ZipReader(new BlobReader(new Blob([bytes])), { checkSignature: true });
    const entries = new Map<string, string>();
    for (const entry of await reader.getEntries()) {
      if (!entry.directory) entries.set(entry.filename, await entry.getData(new TextWriter()));
    }

    expect(entries).to.deep.equal(await ours());
  });

  it('yauzl, strictly', async () => {
    const open = promisify(fromBuffer) as unknown as (data: Buffer, options: object) => Promise<ZipFile>;
    const file = await open(Buffer.from(bytes), {
      lazyEntries: true,
      validateEntrySizes: true,
      strictFileNames: true,
    });
    const entries = new Map<string, string>();
    await new Promise<void>((resolve, reject) => {
      file.on('entry', (entry: Entry) => {
        file.openReadStream(entry, (error, stream) => {
          if (error) {
            reject(error);
            return;
          }
          text(stream).then((content) => {
            entries.set(entry.fileName, content);
            file.readEntry();
          }, reject);
        });
      });
      file.on('end', () => resolve());
      file.on('error', reject);
      file.readEntry();
    });

    expect(entries).to.deep.equal(await ours());
  });

  it('has the media type at offset 38, as file(1) looks for it', () => {
    expect(Buffer.from(bytes.subarray(38, 65)).toString()).to.equal('application/vnd.reprise+zip');
  });
});

describe('zlib and pako', () => {
  const zlib: Deflater = {
    segment: (segment) => deflateRawSync(segment, { level: 9, finishFlush: constants.Z_FULL_FLUSH }),
    entry: (entry) => deflateRawSync(entry, { level: 9 }),
  };

  it('write identical segments and entries, which we read', async () => {
    for (const sample of [
      new Uint8Array(),
      noise(100_000),
      new TextEncoder().encode(noiseText(300_000)),
      new TextEncoder().encode('terminal output, again and again\r\n'.repeat(20_000)),
    ]) {
      const segment = Buffer.from(await pakoDeflater.segment(sample));
      expect(segment.equals(Buffer.from(await zlib.segment(sample)))).to.equal(true);
      expect(Buffer.from(pakoDeflater.entry(sample)).equals(Buffer.from(zlib.entry(sample)))).to.equal(true);
      expect(inflateSegment(segment, sample.length)).to.deep.equal(sample);
    }
  });

  it('write identical archives', async () => {
    const other = await buildArchive({ ...input, writer: { deflater: zlib } });

    expect(Buffer.from(other.bytes).equals(Buffer.from(bytes))).to.equal(true);
  });
});
