import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from '#test';
import {
  ArchiveError,
  ArchiveReader,
  BytesSource,
  DEFAULT_LIMITS,
  validateArchive,
} from '#src/format/index.ts';
import { unpackEntry } from '#src/format/archive-head.ts';
import { hasTrailingBytes } from '#src/format/segments/inflate.ts';
import { parseJson } from '#src/format/segments/json-value.ts';
import { checkLocalHeader, readLocalHeader } from '#src/format/zip/local-header.ts';
import { readDirectory } from '#src/format/zip/zip-directory.ts';
import { hostileFolder } from '../helpers/corpus.ts';

interface HostileCase {
  readonly file: string;
  readonly expect: string;
  readonly what: string;
}

const folder = hostileFolder();
const skip = folder === undefined && 'no folder of hostile inputs: set REPRISE_HOSTILE to run this test';
const cases = folder
  ? (JSON.parse(readFileSync(join(folder, 'zip-cases.json'), 'utf8')) as HostileCase[])
  : [];

/** Cases whose names lie outside our grammar: the profile refuses them whatever else is true of them. */
const FOREIGN_NAMES = /^(v06|m61|m63|m87)/;
/** The format has no such entry, so nothing reads it: what is wrong in it shows when somebody asks for it. */
const UNREAD = /^(b70|b71|b74|b75|b75c|b72-)/;

/** What a reader does with these files, whose entries have other names than ours: all but the schema checks. */
async function readAll(bytes: Uint8Array): Promise<void> {
  if (bytes.subarray(0, 4).join() !== '80,75,3,4') throw new ArchiveError('not-an-archive', 'no ZIP');
  const source = new BytesSource(bytes);
  const { entries } = await readDirectory(source, bytes.length, { limits: DEFAULT_LIMITS });
  if (!entries.has('manifest.json')) throw new ArchiveError('not-an-archive', 'no manifest');
  for (const [path, entry] of entries) {
    const { headerOffset, dataOffset, storedSize } = entry;
    checkLocalHeader(readLocalHeader(bytes, headerOffset, headerOffset), entry);
    if (path !== 'manifest.json' && path !== 'events.ndjson') continue;
    if (entry.size > DEFAULT_LIMITS.maxSegmentSize) throw new ArchiveError('limit-exceeded', 'too large');
    const stored = bytes.subarray(dataOffset, dataOffset + storedSize);
    const content = unpackEntry(stored, entry);
    if (entry.method === 'deflate' && hasTrailingBytes(stored)) {
      throw new ArchiveError('corrupt-entry', 'trailing bytes');
    }
    const json = path === 'manifest.json' ? parseJson(new TextDecoder().decode(content), 512) : {};
    if (json === undefined) throw new ArchiveError('invalid-entry', 'no JSON');
  }
}

describe('hostile ZIP files', { skip }, () => {
  for (const { file, expect: expected, what } of cases) {
    const name = file.replace(/^zip\//, '');
    it(`${name}: ${expected} (${what.slice(0, 60)})`, async () => {
      const raw = readFileSync(join(folder!, file));
      const bytes = new Uint8Array(name.endsWith('.gz') ? gunzipSync(raw) : raw);
      const error: unknown = await readAll(bytes).catch((thrown: unknown) => thrown);

      if (error !== undefined) expect(error).to.be.instanceOf(ArchiveError);
      const refused = error !== undefined;
      if (FOREIGN_NAMES.test(name) || UNREAD.test(name) || expected === 'reject-unpack') return;
      expect(refused, String(error)).to.equal(!expected.startsWith('accept'));
    });

    it(`${name}: opening and validating end in a typed answer`, async () => {
      const raw = readFileSync(join(folder!, file));
      const bytes = new Uint8Array(name.endsWith('.gz') ? gunzipSync(raw) : raw);
      const error: unknown = await ArchiveReader.open(new BytesSource(bytes)).catch(
        (thrown: unknown) => thrown,
      );

      // None of them is an archive of ours.
      expect(error).to.be.instanceOf(ArchiveError);
      expect((await validateArchive(new BytesSource(bytes))).valid).to.equal(false);
      expect(({} as { polluted?: unknown }).polluted).to.equal(undefined);
    });
  }
});
