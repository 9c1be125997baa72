/**
 * Packing speed and peak memory of the command line, with gzip -9 of the same file as the yardstick of the machine:
 * a recording of real program output, and a log made of the corpus's logs.
 *
 * MB are of the source. Every run is a process of its own; its processor time is what counts where other work runs
 * on the machine, its start is taken off. REPRISE_BENCH_MB sets the size of the sources (default 100).
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { corpusFolder, NO_CORPUS } from '../test/helpers/corpus.ts';
import { projectPath } from '../test/helpers/project-path.ts';
import { writeLog } from './generate-log.ts';
import { writeRecording } from './generate-recording.ts';

const CLI = projectPath('dist/cli/main.js');
const SIZE = Number(process.env['REPRISE_BENCH_MB'] ?? 100) * 1e6;

const GZIP = `const { createReadStream } = require('fs');
createReadStream(process.argv[1]).pipe(require('zlib').createGzip({ level: 9 })).resume();`;

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
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function measure(what: string, path: string): void {
  const size = statSync(path).size / 1e6;
  const out = join(folder, 'out.reprise');
  const start = runNode([CLI, '--version']);
  const pack = runNode([CLI, 'pack', path, '-o', out, '--force']);
  const gzip = runNode(['-e', GZIP, path]);
  const speed = (seconds: number): string => `${(size / seconds).toFixed(1)} MB/s`;
  console.log(`${what}: ${size.toFixed(0)} MB to ${(statSync(out).size / 1e6).toFixed(1)} MB`);
  console.log(
    `  pack     ${speed(pack.wall - start.wall)}, processor ${speed(pack.processor - start.processor)}`,
  );
  console.log(`  gzip -9  ${speed(gzip.wall)}, processor ${speed(gzip.processor)}`);
  console.log(`  memory   ${pack.memory.toFixed(0)} MB`);
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
