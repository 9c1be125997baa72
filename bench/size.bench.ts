/** Archive size of real Claude Code logs against gzip -9, file by file and by kind of entry. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { corpusFolder, NO_CORPUS } from '../test/helpers/corpus.ts';
import { measureLog, type LogSize } from './size.ts';

const KINDS = [
  'transcript',
  'subagents',
  'changes',
  'terminal',
  'blobs',
  'manifest.json',
  'index.json',
  'container',
];

const folder = corpusFolder();
if (folder === undefined) console.log(NO_CORPUS);
else await run(join(folder, 'claude-code'));

async function run(logs: string): Promise<void> {
  console.log(row('log', 'text', 'gzip -9', 'archive', 'ratio', ...KINDS, 'media'));
  const sizes: LogSize[] = [];
  for (const name of readdirSync(logs).filter((file) => file.endsWith('.jsonl'))) {
    const size = await measureLog(join(logs, name));
    sizes.push(size);
    print(name, [size]);
  }
  print('all', sizes);
  const raw = sum(sizes, (size) => size.rawMedia);
  console.log(
    `media: ${sum(sizes, (size) => size.media)} bytes stored for ${raw} bytes of distinct images and documents`,
  );
}

function print(name: string, sizes: readonly LogSize[]): void {
  const gzip = sum(sizes, (size) => size.gzip);
  const archive = sum(sizes, (size) => size.archive);
  const kinds = KINDS.map((kind) =>
    share(
      sum(sizes, (size) => size.kinds.get(kind) ?? 0),
      gzip,
    ),
  );
  const text = sum(sizes, (size) => size.rawText);
  const media = String(sum(sizes, (size) => size.media));
  console.log(
    row(name, String(text), String(gzip), String(archive), (archive / gzip).toFixed(4), ...kinds, media),
  );
}

/** Of gzip's size, in thousandths: what a kind of entry adds to the ratio. */
function share(size: number, gzip: number): string {
  return (size / gzip).toFixed(4);
}

function sum(sizes: readonly LogSize[], pick: (size: LogSize) => number): number {
  return sizes.reduce((total, size) => total + pick(size), 0);
}

function row(name: string, ...columns: readonly string[]): string {
  return `${name.padEnd(42)}${columns.map((column) => column.padStart(14)).join('')}`;
}
