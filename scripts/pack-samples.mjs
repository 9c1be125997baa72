/** Packs the sample sessions of `demo/sessions/` with the built command line, into that folder or the one that is given. */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createPakoDeflater, rewrite, withNotes } from '../dist/encode/index.js';
import { ArchiveReader, BytesSink, BytesSource } from '../dist/format/index.js';
import { refreshOnceNotes } from './samples/refresh-once-notes.mjs';

/** Archive → the inputs it is packed from, and what somebody has noted on it. */
const SAMPLES = {
  'refresh-once.reprise': { inputs: ['refresh-once.jsonl', 'refresh-once.cast'], notes: refreshOnceNotes },
  'life-in-vim.reprise': { inputs: ['life-in-vim.cast'] },
};

const cli = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url));
const folder = fileURLToPath(new URL('../demo/sessions/', import.meta.url));
const output = resolve(process.argv[2] ?? folder);

for (const [archive, { inputs, notes }] of Object.entries(SAMPLES)) {
  const { status } = spawnSync(
    process.execPath,
    [cli, 'pack', ...inputs, '-o', join(output, archive), '--force'],
    {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  );
  if (status !== 0) process.exit(status ?? 1);
  if (notes) await addNotes(join(output, archive), notes);
  console.error(`packed ${archive}`);
}

async function addNotes(path, notes) {
  const source = new BytesSource(readFileSync(path));
  const { generator } = (await ArchiveReader.open(source)).manifest;
  const sink = new BytesSink();
  await rewrite(source, withNotes(notes), {
    deflater: await createPakoDeflater(),
    sink,
    generator,
  });
  writeFileSync(path, sink.bytes());
}
