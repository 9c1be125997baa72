import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ImportError } from '#src/importers/index.ts';
import { FileError, FileSource, packFile } from '#src/node/index.ts';
import { openSession } from '#src/reading/index.ts';
import { afterEach, beforeEach, describe, expect, it } from '#test';
import { projectPath } from '../helpers/project-path.ts';

const LOG = projectPath('demo/sessions/refresh-once.jsonl');
const RECORDING = projectPath('demo/sessions/refresh-once.cast');

describe('packFile', () => {
  let folder: string;
  const inFolder = (name: string): string => join(folder, name);

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'reprise-test-'));
  });

  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('packs a log and says what it wrote', async () => {
    const { manifest, size } = await packFile(LOG, inFolder('a.reprise'), { title: 'Another title' });

    expect(manifest.title).to.equal('Another title');
    expect(manifest.generator.name).to.equal('reprise');
    expect(readFileSync(inFolder('a.reprise')).length).to.equal(size);
    await FileSource.use(inFolder('a.reprise'), async (source) => {
      expect((await openSession(source)).turns.length).to.equal(3);
    });
  });

  it('tells how much of the input it has read', async () => {
    const header = JSON.stringify({ version: 2, width: 80, height: 24 });
    const lines = Array.from({ length: 40_000 }, (_, i) =>
      JSON.stringify([i / 10, 'o', `${'x'.repeat(60)} ${i}\r\n`]),
    );
    writeFileSync(inFolder('long.cast'), `${[header, ...lines].join('\n')}\n`);
    const { length: size } = readFileSync(inFolder('long.cast'));
    const reads: number[] = [];

    await packFile(inFolder('long.cast'), inFolder('a.reprise'), {
      onProgress: (progress) => {
        expect(progress.size).to.equal(size);
        reads.push(progress.read);
      },
    });

    expect(reads).to.deep.equal(reads.toSorted((a, b) => a - b));
    expect(reads[0]).to.be.lessThan(size);
    expect(reads.at(-1)).to.equal(size);
  });

  it('merges files of one session onto one clock', async () => {
    const { manifest } = await packFile([LOG, RECORDING], inFolder('a.reprise'));

    expect(manifest.sources?.map(({ tool }) => tool)).to.deep.equal(['claude-code', 'asciicast']);
  });

  it('leaves what is there, unless it is told to replace it', async () => {
    writeFileSync(inFolder('a.reprise'), 'mine');

    expect(await codeOf(packFile(LOG, inFolder('a.reprise')))).to.equal('output-exists');
    expect(readFileSync(inFolder('a.reprise'), 'utf8')).to.equal('mine');
    expect(readdirSync(folder)).to.deep.equal(['a.reprise']);

    await packFile(LOG, inFolder('a.reprise'), { force: true });
    expect(readFileSync(inFolder('a.reprise')).subarray(0, 2).toString()).to.equal('PK');
    expect(readdirSync(folder)).to.deep.equal(['a.reprise']);
  });

  it('leaves nothing behind when it is interrupted', async () => {
    const controller = new AbortController();
    const packed = packFile(LOG, inFolder('a.reprise'), { signal: controller.signal });
    controller.abort();

    const ended: unknown = await packed.catch((error: unknown) => error);
    expect(ended).to.have.property('name', 'AbortError');
    expect(readdirSync(folder)).to.deep.equal([]);
  });

  it('asks which one where an input holds several sessions, and takes the one that is named', async () => {
    writeFileSync(inFolder('one.jsonl'), readFileSync(LOG));
    writeFileSync(inFolder('two.cast'), readFileSync(RECORDING));
    const output = join(tmpdir(), `reprise-${process.pid}.reprise`);

    expect(await codeOf(packFile(folder, output))).to.equal('input-several-sessions');
    expect(await codeOf(packFile(folder, output, { session: 'three' }))).to.equal('unknown-session');
    try {
      const { manifest } = await packFile(folder, output, { session: 'two' });
      expect(manifest.sources?.map(({ name }) => name)).to.deep.equal(['two.cast']);
    } finally {
      rmSync(output, { force: true });
    }
  });

  it('tells what is wrong with an input by a code', async () => {
    writeFileSync(inFolder('empty.jsonl'), '');
    writeFileSync(inFolder('story.txt'), 'Once upon a time.');

    expect(await codeOf(packFile(inFolder('none.jsonl'), inFolder('a')))).to.equal('input-not-found');
    expect(await codeOf(packFile(inFolder('empty.jsonl'), inFolder('a')))).to.equal('input-empty');
    expect(await codeOf(packFile(inFolder('story.txt'), inFolder('a')))).to.equal('unknown-source');
  });
});

/** Code of the error that a promise ends with. */
async function codeOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof FileError || error instanceof ImportError) return error.code;
    throw error;
  }
  return 'no error';
}
