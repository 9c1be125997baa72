import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '#test';
import { packFiles } from '../../bench/size.ts';
import { zlibDeflater } from '#src/node/index.ts';
import { rewrite, type RewriteStep } from '#src/encode/index.ts';
import { ArchiveReader, BytesSink, BytesSource } from '#src/format/index.ts';
import { ImportError } from '#src/importers/index.ts';
import { corpusFolder, NO_CORPUS } from '../helpers/corpus.ts';

const corpus = corpusFolder();

/** Has every event read and encoded again. */
const unchanged: RewriteStep = { events: (events) => events };

/** Files of one tool: whatever of them can be packed is an input. */
function filesOf(tool: string): readonly string[] {
  return readdirSync(join(corpus!, tool), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

function toolsOf(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

/** The archive of an input; nothing for a file that is a part of one, or of a tool that has no importer. */
async function archiveOf(path: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    return new Uint8Array((await packFiles([path])).bytes);
  } catch (error) {
    if (error instanceof ImportError) return undefined;
    throw error;
  }
}

describe('archives of real files, rewritten', { skip: corpus === undefined ? NO_CORPUS : false }, () => {
  const tools = corpus === undefined ? [] : toolsOf(corpus);
  let count = 0;

  for (const tool of tools) {
    it(`${tool}: reading an archive and encoding its events again gives the same bytes [RWR-2]`, async () => {
      for (const path of filesOf(tool)) {
        const bytes = await archiveOf(path);
        if (!bytes) continue;
        count += 1;
        const sink = new BytesSink();
        const generator = { name: 'rewriter', version: '1' };
        await rewrite(new BytesSource(bytes), unchanged, { deflater: zlibDeflater, sink, generator });
        const again = sink.bytes();
        if (Buffer.compare(bytes, again) === 0) continue;

        // Where they differ: a track, line by line; what is said of the session; where things lie.
        const [old, fresh] = await Promise.all([opened(bytes), opened(again)]);
        for (const { entry } of old.manifest.tracks) {
          const [was, is] = await Promise.all([old.readText(entry), fresh.readText(entry)]);
          expect(is.split('\n'), `${path}: ${entry}`).to.deep.equal(was.split('\n'));
        }
        expect(fresh.manifest, path).to.deep.equal(old.manifest);
        expect(fresh.index, path).to.deep.equal(old.index);
        expect.fail(`${path}: the archives differ in bytes only`);
      }
    });
  }

  it('were there', () => {
    console.log(`${count} archives, rewritten byte for byte`);
    expect(count).to.be.greaterThan(0);
  });
});

async function opened(bytes: Uint8Array<ArrayBuffer>): Promise<ArchiveReader> {
  const reader = await ArchiveReader.open(new BytesSource(bytes));
  await reader.directory;
  return reader;
}
