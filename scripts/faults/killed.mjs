/** Killed at any moment, without a chance to clean up: what stands there is old or whole, and the next run tidies. */
import { mkdirSync, readdirSync } from 'node:fs';
import { Stage } from './stage.mjs';

export async function run({ isShort, seed }) {
  const stage = new Stage(seed);
  const [packs, keeps] = isShort ? [6, 2] : [200, 24];
  try {
    await killPacking(stage, packs);
    await killKeeping(stage, keeps);
    return {
      figure: `${packs} kills of pack, ${keeps} of keep: ${stage.failures.length} torn`,
      failures: stage.failures,
    };
  } finally {
    stage.remove();
  }
}

async function killPacking(stage, runs) {
  const log = stage.writeLog('in.jsonl');
  const pack = ['pack', log, '-o', stage.path('out.reprise'), '--force'];
  const { duration } = await stage.mustRun(pack);
  // Another archive than what a run writes, so that old and new can be told apart.
  await stage.mustRun([...pack, '--title', 'old']);
  const old = stage.digest('out.reprise');
  for (let run = 0; run < runs; run += 1) {
    await stage.interrupt(pack, 'SIGKILL', duration * 1.1);
    await stage.expectOldOrWhole('out.reprise', old, `pack, kill ${run}`);
  }
  await stage.mustRun(pack);
  stage.expectOnly(['home', 'in.jsonl', 'out.reprise'], 'pack after kills');
}

async function killKeeping(stage, runs) {
  const home = stage.path('home');
  const projects = 'home/.claude/projects/-home-dev-app';
  mkdirSync(stage.path(projects), { recursive: true });
  const words = ['one', 'second', 'third one'];
  for (const word of words) stage.writeLog(`${projects}/${word}.jsonl`, { records: 100, word });
  const keep = ['keep', stage.path('kept')];
  const { duration } = await stage.mustRun(keep, { home });
  for (let run = 0; run < runs; run += 1) {
    stage.clear('kept');
    await stage.interrupt(keep, 'SIGKILL', duration * 1.1, { home });
    for (const name of archivesIn(stage))
      await stage.expectOldOrWhole(`kept/${name}`, undefined, `keep, kill ${run}`);
    const { stderr } = await stage.mustRun(keep, { home });
    stage.expect(archivesIn(stage).length === words.length, () => `keep after kill ${run}: ${stderr}`);
    stage.expectOnly(archivesIn(stage), `keep after kill ${run}`, 'kept');
  }
}

function archivesIn(stage) {
  return readdirSync(stage.path('kept')).filter((name) => name.endsWith('.reprise'));
}
