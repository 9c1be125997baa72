import { createHash } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { after, describe, expect, it } from '#test';
import { createPakoDeflater, encodeMasked } from '#src/encode/index.ts';
import { ArchiveReader, BytesSink, BytesSource } from '#src/format/index.ts';
import type { Manifest } from '#src/format/index.ts';
import { DETECTION_SIZE, detectImporter } from '#src/importers/index.ts';
import { runCli, TempFolder } from '../cli/cli.ts';
import { corpusFolder, NO_CORPUS } from '../helpers/corpus.ts';
import { sourceOf } from '../helpers/import-sources.ts';
import { projectUrl } from '../helpers/project-path.ts';

const corpus = corpusFolder();
const INPUTS = ['claude-code/cc-2.1.45-image-skill.jsonl', 'asciicast/v2-selfrec-vim-htop-input.cast'];

describe('packing real files again', { skip: corpus === undefined ? NO_CORPUS : false }, () => {
  const folder = new TempFolder();
  after(() => folder.remove());

  it('gives the same bytes in another time zone, from zlib and from pako [MAN-4]', async () => {
    for (const input of INPUTS) {
      const path = join(corpus!, input);
      const digests = new Set<string>();
      for (const zone of ['UTC', 'Asia/Kathmandu', 'America/Los_Angeles']) {
        const output = `${zone.replace('/', '-')}-${basename(input)}.reprise`;
        await runCli(['pack', path, '-o', output], { cwd: folder.path, env: { TZ: zone } });
        digests.add(digestOf(readFileSync(folder.join(output))));
      }
      digests.add(digestOf(await packWithPako(path)));

      expect([...digests], input).to.have.length(1);
    }
  });

  it('gives the same tracks from a pipe, which has no name', async () => {
    const path = join(corpus!, INPUTS[1]!);
    await runCli(['pack', path, '-o', 'file.reprise'], { cwd: folder.path });

    const { stdout } = await runCli(['pack', '-', '-o', '-'], {
      cwd: folder.path,
      stdin: readFileSync(path),
    });

    const [piped, named] = await Promise.all(
      [stdout, readFileSync(folder.join('file.reprise'))].map(manifestOf),
    );
    expect(piped!.digests).to.deep.equal(named!.digests);
    expect(piped!.sources).to.deep.equal([{ ...named!.sources![0], name: 'stdin' }]);
  });

  it('is what unzip of any other zone reads', () => {
    const times = ['UTC', 'Asia/Tokyo'].map((TZ) =>
      spawnSync('unzip', ['-Z', '-T', folder.join('file.reprise')], {
        env: { ...process.env, TZ },
      }).stdout?.toString(),
    );

    expect(times[0]).to.equal(times[1]);
  });
});

async function packWithPako(path: string): Promise<Uint8Array> {
  const bytes = readFileSync(path);
  const sink = new BytesSink();
  const source = sourceOf(bytes, { name: basename(path) });
  const { tool } = detectImporter(bytes.subarray(0, DETECTION_SIZE));
  const importer = await tool.load();
  const { version } = JSON.parse(readFileSync(projectUrl('package.json'), 'utf8')) as {
    version: string;
  };
  await encodeMasked([{ events: () => importer.import(source) }], {
    deflater: await createPakoDeflater(),
    sink,
    generator: { name: 'reprise', version },
    files: [[{ tool: tool.id, name: basename(path), size: bytes.length }]],
    masking: {},
    fallbackTitle: basename(path).replace(/\.[^.]*$/, ''),
  });
  return sink.bytes();
}

async function manifestOf(archive: Uint8Array): Promise<Manifest> {
  return (await ArchiveReader.open(new BytesSource(archive))).manifest;
}

function digestOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
