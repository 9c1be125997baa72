/** Eight at a time, one target: each ends, one whole file stands there. And the lock of one that was killed is taken over. */
import { mkdirSync, readdirSync } from 'node:fs';
import { Stage } from './stage.mjs';

const WRITERS = 8;

export async function run({ isShort, seed }) {
  const stage = new Stage(seed);
  const runs = isShort ? 1 : 10;
  try {
    for (let run = 0; run < runs; run += 1) {
      await writeOver(stage, run);
      await writeFirst(stage, run);
      await keepTogether(stage, run);
    }
    return { figure: `${runs * 3} races: ${stage.failures.length} faults`, failures: stage.failures };
  } finally {
    stage.remove();
  }
}

/** All may replace the file. */
async function writeOver(stage, run) {
  stage.clear('out');
  const log = stage.writeLog('in.jsonl', { records: 100 });
  const results = await race(stage, (index) => [
    'pack',
    log,
    '-o',
    stage.path('out/a.reprise'),
    '--force',
    '--title',
    `writer ${index}`,
  ]);
  for (const { code, stderr } of results)
    stage.expect(code === 0, () => `race ${run}: ended with ${code}: ${stderr}`);
  await stage.expectOldOrWhole('out/a.reprise', undefined, `race ${run}`);
  stage.expectOnly(['a.reprise'], `race ${run}`, 'out');
}

/** None may: one is the first. */
async function writeFirst(stage, run) {
  stage.clear('out');
  const log = stage.writeLog('in.jsonl', { records: 100 });
  const results = await race(stage, () => ['pack', log, '-o', stage.path('out/a.reprise')]);
  const first = results.filter(({ code }) => code === 0);
  stage.expect(first.length === 1, () => `race ${run}: ${first.length} have written the same file`);
  for (const { code, stderr } of results)
    stage.expect(code === 0 || /exists already/.test(stderr), () => `race ${run}: ${stderr}`);
  stage.expectOnly(['a.reprise'], `race ${run}`, 'out');
}

/** Two archive the same sessions after a third was killed at it. */
async function keepTogether(stage, run) {
  const home = stage.path('home');
  const projects = 'home/.claude/projects/-home-dev-app';
  mkdirSync(stage.path(projects), { recursive: true });
  const words = ['a', 'bc', 'def'];
  for (const word of words) stage.writeLog(`${projects}/${word}.jsonl`, { records: 60, word });
  stage.clear('kept');
  const keep = ['keep', stage.path('kept')];
  await stage.interrupt(keep, 'SIGKILL', 700, { home });
  const results = await Promise.all([stage.run(keep, { home }), stage.run(keep, { home })]);
  for (const { code, stderr } of results)
    stage.expect(code === 0, () => `keep ${run}: ended with ${code}: ${stderr}`);
  const { stderr } = await stage.mustRun(keep, { home });
  const names = readdirSync(stage.path('kept'));
  stage.expect(
    names.length === words.length && names.every((name) => name.endsWith('.reprise')),
    () => `keep ${run}: ${names.join(', ')}: ${stderr}`,
  );
}

function race(stage, parametersOf) {
  return Promise.all(Array.from({ length: WRITERS }, (_, index) => stage.run(parametersOf(index))));
}
