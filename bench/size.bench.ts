/**
 * Archive size against gzip -9: of real Claude Code logs, file by file and by kind of entry, of the logs of other tools
 * (against xz -9e too, where there is one), and of a recording whose keyframes are as large as they get.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { corpusFolder, NO_CORPUS } from '../test/helpers/corpus.ts';
import { fullColourCast } from './generate-full-colour.ts';
import { measureLog, packFiles, type LogSize } from './size.ts';

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

/** UTF-16 units of output in the recording. */
const FULL_COLOUR_SIZE = 20_000_000;

/** Folders of the corpus, each with its logs. */
const OTHER_LOGS: readonly (readonly [string, ...string[]])[] = [
  ['codex', ...['large', 'large-desktop', 'mid', 'mid2', 'small'].map((name) => `codex-${name}.jsonl`)],
  ['opencode', ...['large', 'small', 'subagent'].map((name) => `export-${name}.json`)],
  ['copilot-cli', 'events-large.jsonl', 'events-small.jsonl', 'events-small-b.jsonl'],
  ['kimi', 'assistant_tools.jsonl'],
  ['aider', 'pocketflow.aider.chat.history.md'],
];

const folder = corpusFolder();
if (folder === undefined) console.log(NO_CORPUS);
else {
  await run(join(folder, 'claude-code'));
  for (const [tool, ...names] of OTHER_LOGS) {
    await measureTool(
      tool,
      names.map((name) => join(folder, tool, name)),
    );
  }
}
await measureFullColour();

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

async function measureTool(tool: string, paths: readonly string[]): Promise<void> {
  let [archive, gzip, xz] = [0, 0, 0];
  for (const path of paths.filter((each) => existsSync(each))) {
    archive += (await packFiles([path])).bytes.length;
    gzip += gzipSync(readFileSync(path), { level: 9 }).length;
    xz += spawnSync('xz', ['-9ec', path], { maxBuffer: 1e9 }).stdout?.length ?? 0;
  }
  if (archive === 0) return;
  const ofXz = xz > 0 ? `, ${(archive / xz).toFixed(3)} of xz -9e` : '';
  console.log(`${tool}: archives ${archive}, ${(archive / gzip).toFixed(3)} of gzip -9${ofXz}`);
}

/** Goal: at most 1.15 of gzip. */
async function measureFullColour(): Promise<void> {
  const temporary = mkdtempSync(join(tmpdir(), 'reprise-bench-'));
  try {
    const path = join(temporary, 'full-colour.cast');
    const cast = fullColourCast(FULL_COLOUR_SIZE);
    writeFileSync(path, cast);
    const archive = (await packFiles([path])).bytes.length;
    const gzip = gzipSync(cast, { level: 9 }).length;
    console.log(
      `full colour: ${cast.length} bytes, gzip -9 ${gzip}, archive ${archive}, ${(archive / gzip).toFixed(3)}`,
    );
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
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
