import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from '#test';
import {
  ArchiveError,
  type ArchiveErrorCode,
  ArchiveReader,
  BytesSource,
  DEFAULT_LIMITS,
  validateArchive,
} from '#src/format/index.ts';
import { refusalOf } from '#src/format/other-files.ts';
import { unpackEntry } from '#src/format/archive-head.ts';
import { hasTrailingBytes } from '#src/format/segments/inflate.ts';
import { parseJson } from '#src/format/segments/json-value.ts';
import { checkLocalHeader, readLocalHeader } from '#src/format/zip/local-header.ts';
import { readDirectory } from '#src/format/zip/zip-directory.ts';
import { hostileFolder } from '../helpers/corpus.ts';

interface HostileCase {
  readonly file: string;
  readonly expect: string;
  readonly code: string;
  readonly what: string;
}

const folder = hostileFolder();
const skip = folder === undefined && 'no folder of hostile inputs: set REPRISE_HOSTILE to run this test';
const cases = folder
  ? (JSON.parse(readFileSync(join(folder, 'zip-cases.json'), 'utf8')) as HostileCase[])
  : [];

/** What the index of the hostile set calls an outcome → what we call it. Spec section 12 has fewer words: what to do is the same. */
const CODES: Readonly<Record<string, ArchiveErrorCode>> = {
  ...codes('not-an-archive', 'NOT_AN_ARCHIVE', 'NO_MANIFEST'),
  ...codes('truncated-archive', 'TRUNCATED'),
  ...codes('limit-exceeded', 'TOO_LARGE', 'TOO_MANY_ENTRIES', 'LINE_TOO_LONG'),
  ...codes('corrupt-entry', 'BAD_CRC', 'SIZE_MISMATCH', 'BAD_DEFLATE'),
  ...codes('invalid-entry', 'BAD_MANIFEST'),
  ...codes(
    'ambiguous-archive',
    'AMBIGUOUS',
    'BAD_EOCD',
    'BAD_ZIP64',
    'BAD_DIRECTORY',
    'BAD_LOCAL_HEADER',
    'BAD_OFFSET',
  ),
  ...codes(
    'ambiguous-archive',
    'DUPLICATE_NAME',
    'UNSAFE_NAME',
    'NAME_TOO_LONG',
    'NAME_CLASH',
    'SYMLINK',
    'OVERLAP',
  ),
  ...codes('ambiguous-archive', 'MISMATCH', 'PREPENDED_DATA', 'TRAILING_DATA', 'UNREFERENCED_DATA'),
  ...codes('ambiguous-archive', 'UNSUPPORTED_SPLIT', 'UNSUPPORTED_METHOD', 'ENCRYPTED'),
};

function codes(ours: ArchiveErrorCode, ...theirs: readonly string[]): Record<string, ArchiveErrorCode> {
  return Object.fromEntries(theirs.map((code) => [code, ours]));
}

/** Where the format decides otherwise than that index, and why. */
const DECIDED: readonly (readonly [cases: RegExp, outcome: ArchiveErrorCode | 'accept', why: string])[] = [
  [/^(v06|m61|m63|m87)/, 'ambiguous-archive', 'names outside the grammar are refused, not escaped (ZIP-6)'],
  [/^m09/, 'truncated-archive', 'no end record is where one may be: like an archive that was cut off'],
  [/^m25/, 'ambiguous-archive', 'no size of the format is beyond 2^53'],
  [/^m40/, 'ambiguous-archive', 'what is left of the stream belongs to no entry'],
  [/^p0[23]/, 'not-an-archive', 'neither its start nor its end is that of an archive'],
  [/^m48b/, 'ambiguous-archive', 'the inner archive ends before the file does'],
  [/^n06/, 'ambiguous-archive', 'its names are refused before a manifest is looked for'],
  [/^b72-/, 'limit-exceeded', '20,002 entries'],
  [/^b(70-|71|75-|75c)/, 'accept', 'nothing reads the entry, or its lines are told of one by one'],
];

/** The outcomes of a case that are right. */
function outcomesOf(name: string, { expect: expected, code }: HostileCase): readonly string[] {
  const decided = DECIDED.find(([cases]) => cases.test(name));
  if (decided) return [decided[1]];
  return expected.startsWith('accept')
    ? ['accept']
    : [...new Set(code.split('|').map((one) => CODES[one] ?? one))];
}

/** What a reader does with these files, whose entries have other names than ours: all but the schema checks. */
async function readAll(bytes: Uint8Array): Promise<void> {
  const source = new BytesSource(bytes);
  if (bytes.subarray(0, 4).join() !== '80,75,3,4') throw await refusalOf(source, bytes, bytes.length, {});
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

function bytesOf(file: string): Uint8Array<ArrayBuffer> {
  const raw = readFileSync(join(folder!, file));
  return new Uint8Array(file.endsWith('.gz') ? gunzipSync(raw) : raw);
}

/** Path → content, of each entry that a page would read whole. */
async function contentsOf(bytes: Uint8Array<ArrayBuffer>): Promise<Map<string, Uint8Array>> {
  const { entries } = await readDirectory(new BytesSource(bytes), bytes.length, { limits: DEFAULT_LIMITS });
  const read = [...entries].filter(([, { size }]) => size <= 2 ** 24);
  return new Map(
    read.map(([path, entry]) => {
      const stored = bytes.subarray(entry.dataOffset, entry.dataOffset + entry.storedSize);
      return [path, unpackEntry(stored, entry)];
    }),
  );
}

const hasUnzip = spawnSync('unzip', ['-v']).status === 0;

describe('hostile ZIP files', { skip }, () => {
  for (const one of cases) {
    const { file, what } = one;
    const name = file.replace(/^zip\//, '');
    const outcomes = outcomesOf(name, one);
    it(`${name}: ${outcomes.join(' or ')} (${what.slice(0, 60)})`, async () => {
      const error: unknown = await readAll(bytesOf(file)).catch((thrown: unknown) => thrown);

      if (error !== undefined) expect(error).to.be.instanceOf(ArchiveError);
      const { code } = (error ?? { code: 'accept' }) as { code: string };
      expect(outcomes, String(error)).to.include(code);
    });

    // Of m15 unzip takes the signature in the comment for an end record.
    if (outcomes.includes('accept') && !name.startsWith('m15'))
      it(
        `${name}: each entry is what unzip gives`,
        { skip: !hasUnzip && 'unzip is not installed' },
        async () => {
          for (const [path, content] of await contentsOf(bytesOf(file))) {
            const printed = spawnSync('unzip', ['-p', join(folder!, file), path], {
              maxBuffer: 2 ** 26,
            }).stdout;
            expect(printed.equals(content), path).to.equal(true);
          }
        },
      );

    it(`${name}: opening and validating end in a typed answer`, async () => {
      const bytes = bytesOf(file);
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
