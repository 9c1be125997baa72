import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '#test';
import {
  ArchiveError,
  BytesSource,
  DEFAULT_LIMITS,
  Sha256,
  sha256Hex,
  streamEntry,
} from '#src/format/index.ts';
import { readDirectory } from '#src/format/zip/zip-directory.ts';
import { hostileFolder } from '../../helpers/corpus.ts';

interface HostileCase {
  readonly file: string;
  readonly expect: string;
}

const folder = hostileFolder();
const has = (command: string, ...args: string[]): boolean => spawnSync(command, args).status === 0;
const skip =
  (folder === undefined && 'no folder of hostile inputs: set REPRISE_HOSTILE to run this test') ||
  (!has('python3', '--version') && 'python3 is not installed');
const cases = folder
  ? (JSON.parse(readFileSync(join(folder, 'zip-cases.json'), 'utf8')) as HostileCase[])
  : [];
/** More is not compared: a bomb costs other programs what it costs them. */
const MAX_SIZE = 2 ** 20;

/** What Python reads: path → SHA-256 of each entry. */
const PROGRAM = `
import hashlib, json, sys, zipfile
with zipfile.ZipFile(sys.argv[1]) as z:
    print(json.dumps({i.filename: hashlib.sha256(z.read(i)).hexdigest() for i in z.infolist() if not i.is_dir()}))`;

/** Path → SHA-256 of each entry, as we read it; `undefined` when we refuse the file, or it is too large to compare. */
async function ours(bytes: Uint8Array): Promise<Record<string, string> | undefined> {
  const source = new BytesSource(bytes);
  try {
    const { entries } = await readDirectory(source, bytes.length, { limits: DEFAULT_LIMITS });
    if (entries.size > 100 || [...entries.values()].some(({ size }) => size > MAX_SIZE)) return undefined;
    const digests: Record<string, string> = {};
    for (const [path, entry] of entries) {
      const hash = new Sha256();
      for await (const piece of streamEntry(source, entry)) hash.update(piece);
      digests[path] = hash.hex();
    }
    return digests;
  } catch (error) {
    expect(error).to.be.instanceOf(ArchiveError);
    return undefined;
  }
}

describe('every ZIP file that we read is read the same by other programs', { skip }, () => {
  let compared = 0;
  for (const { file } of cases.filter(({ file }) => file.endsWith('.zip'))) {
    it(file, async () => {
      const path = join(folder!, file);
      const digests = await ours(new Uint8Array(readFileSync(path)));
      if (!digests) return;
      compared += 1;

      // A program that refuses the file reads nothing else in it.
      const { status, stdout } = spawnSync('python3', ['-c', PROGRAM, path], { encoding: 'utf8' });
      if (status === 0) expect(JSON.parse(stdout)).to.deep.equal(digests);
      if (!has('unzip', '-v')) return;
      for (const [name, digest] of Object.entries(digests)) {
        const unzipped = spawnSync('unzip', ['-p', path, name]);
        if (unzipped.status === 0) expect(sha256Hex(unzipped.stdout), name).to.equal(digest);
      }
    });
  }

  it('compares some', () => {
    expect(compared).to.be.above(15);
  });
});
