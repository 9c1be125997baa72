/**
 * Time of `reprise list` on a home folder with many generated sessions, from the start of the process to its end.
 * The limit is 3 s for 2,000 sessions. REPRISE_BENCH_SESSIONS sets their number.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectPath } from '../test/helpers/project-path.ts';
import { generateHome } from '../test/helpers/session-home.ts';

const BUILT = projectPath('dist/cli/main.js');
const SESSIONS = Number(process.env['REPRISE_BENCH_SESSIONS'] ?? 2000);
const RUNS = 5;

if (existsSync(BUILT)) measure();
else console.log('not built: run "npm run build" first');

function measure(): void {
  const home = mkdtempSync(join(tmpdir(), 'reprise-bench-'));
  try {
    generateHome(home, { sessions: SESSIONS, newest: Date.now() - 3_600_000 });
    const start = run(home, '--version').seconds;
    const runs = Array.from({ length: RUNS }, () => run(home, 'list'));
    const listed = runs[0]!.stdout.split('\n').length - 2;
    const seconds = runs.map((each) => each.seconds).sort((a, b) => a - b);
    console.log(`${listed} sessions listed; start of the program ${start.toFixed(2)} s`);
    console.log(
      `  median of ${RUNS} ${seconds[Math.floor(RUNS / 2)]!.toFixed(2)} s, worst ${seconds.at(-1)!.toFixed(2)} s`,
    );
    console.log(
      `  with --grep of all text ${run(home, 'list', '--grep', 'no such text').seconds.toFixed(2)} s`,
    );
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

function run(home: string, ...parameters: readonly string[]): { seconds: number; stdout: string } {
  const env = { PATH: process.env['PATH'], HOME: home, USERPROFILE: home };
  const started = performance.now();
  const { status, stdout, stderr } = spawnSync(process.execPath, [BUILT, ...parameters], {
    cwd: home,
    env,
    maxBuffer: 1e9,
  });
  if (status !== 0) throw new Error(stderr.toString());
  return { seconds: (performance.now() - started) / 1000, stdout: stdout.toString() };
}
