/**
 * Packing speed and peak memory of the command line, with gzip -9 of the same file as the yardstick of the machine:
 * a recording of real program output, a log made of the corpus's logs, the folder of these logs, and an account export.
 *
 * MB are of the source. Every run is a process of its own; its processor time is what counts where other work runs
 * on the machine, its start is taken off. REPRISE_BENCH_MB sets the size of the sources (default 100).
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { corpusFolder, NO_CORPUS } from '../test/helpers/corpus.ts';
import { projectPath } from '../test/helpers/project-path.ts';
import { writeLog } from './generate-log.ts';
import { writeRecording } from './generate-recording.ts';

const CLI = projectPath('dist/cli/main.js');
const SIZE = Number(process.env['REPRISE_BENCH_MB'] ?? 100) * 1e6;

const GZIP = `const { createReadStream } = require('fs');
const next = ([path, ...rest]) => path && createReadStream(path).pipe(require('zlib').createGzip({ level: 9 }))
  .on('end', () => next(rest)).resume();
next(process.argv.slice(1));`;

const REPORT = `import { resourceUsage } from 'node:process'; import { writeSync } from 'node:fs';
process.on('exit', () => { const used = resourceUsage();
writeSync(2, 'used ' + JSON.stringify([used.userCPUTime + used.systemCPUTime, used.maxRSS]) + '\\n'); });`;

interface Used {
  /** Seconds on the clock and on the processor. */
  readonly wall: number;
  readonly processor: number;
  /** Peak resident set, MB. */
  readonly memory: number;
}

const folder = mkdtempSync(join(tmpdir(), 'reprise-bench-'));
try {
  const recording = join(folder, 'recording.cast');
  await writeRecording(recording, SIZE);
  measure('terminal', recording);
  const corpus = corpusFolder();
  if (corpus === undefined) console.log(NO_CORPUS);
  else {
    const log = join(folder, 'log.jsonl');
    await writeLog(log, join(corpus, 'claude-code'), SIZE);
    measure('log', log);
    measure('folder', join(corpus, 'claude-code'));
  }
  const conversations = join(folder, 'conversations.json');
  writeFileSync(conversations, exportOf(SIZE / 10));
  measure('export', conversations);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function measure(what: string, path: string): void {
  const size = sizeOf(path) / 1e6;
  const isMany = statSync(path).isDirectory() || path.endsWith('.json');
  const out = join(folder, isMany ? what : 'out.reprise');
  const start = runNode([CLI, '--version']);
  const pack = runNode([CLI, 'pack', path, '-o', out, '--force']);
  const gzip = runNode(['-e', GZIP, ...filesOf(path)]);
  const speed = (seconds: number): string => `${(size / seconds).toFixed(1)} MB/s`;
  const [processor, wall] = [pack.processor - start.processor, pack.wall - start.wall];
  console.log(`${what}: ${size.toFixed(0)} MB to ${(sizeOf(out) / 1e6).toFixed(1)} MB`);
  console.log(`  pack     ${speed(wall)}, processor ${speed(processor)}`);
  console.log(`  gzip -9  ${speed(gzip.wall)}, processor ${speed(gzip.processor)}`);
  console.log(
    `  ratio    ${(wall / gzip.wall).toFixed(2)}, processor ${(processor / gzip.processor).toFixed(2)}`,
  );
  console.log(`  memory   ${pack.memory.toFixed(0)} MB`);
}

/** The file, or the logs of a folder. */
function filesOf(path: string): readonly string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .filter((name) => name.includes('.'))
    .map((name) => join(path, name));
}

function sizeOf(path: string): number {
  return filesOf(path).reduce((sum, file) => sum + statSync(file).size, 0);
}

/** An account export of conversations of 25 KB. */
function exportOf(size: number): string {
  const word = (number: number): string => ((number * 7919) % 99_991).toString(36);
  const conversations = Array.from({ length: Math.ceil(size / 25_000) }, (_, conversation) => ({
    uuid: `conversation-${conversation}`,
    name: `Conversation ${conversation}`,
    created_at: '2026-01-05T09:00:00Z',
    chat_messages: Array.from({ length: 10 }, (__, message) => ({
      uuid: `message-${conversation}-${message}`,
      sender: message % 2 === 0 ? 'human' : 'assistant',
      text: Array.from({ length: 600 }, (___, at) => word(conversation * 977 + message * 31 + at)).join(' '),
      created_at: '2026-01-05T09:00:00Z',
    })),
  }));
  return JSON.stringify(conversations);
}

function runNode(parameters: readonly string[]): Used {
  const preload = `data:text/javascript,${encodeURIComponent(REPORT)}`;
  const started = performance.now();
  const { status, stderr } = spawnSync(process.execPath, ['--import', preload, ...parameters], {
    maxBuffer: 1e8,
  });
  const wall = (performance.now() - started) / 1000;
  const report = /^used (.*)$/m.exec(stderr.toString())?.[1];
  if (status !== 0 || report === undefined) throw new Error(stderr.toString());
  const [processor, memory] = JSON.parse(report) as [number, number];
  return { wall, processor: processor / 1e6, memory: memory / 1024 };
}
