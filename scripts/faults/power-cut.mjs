/** Power that is lost while a file is written: whatever part of it has reached the disk is no archive, and is tidied away. */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { temporaryPath } from '#src/node/files.ts';
import { Stage } from './stage.mjs';

/** What a file system writes at a time, bytes. */
const BLOCK = 4096;

export async function run({ seed }) {
  const stage = new Stage(seed);
  try {
    const log = stage.writeLog('in.jsonl');
    const pack = ['pack', log, '-o', stage.path('out.reprise')];
    await stage.mustRun([...pack, '--title', 'old']);
    const old = stage.digest('out.reprise');
    const whole = readFileSync(stage.path('out.reprise'));
    const { pid } = spawnSync(process.execPath, ['-e', '']);
    let count = 0;
    for (let size = 0; size <= whole.length; size += BLOCK) {
      const left = temporaryPath(stage.path('out.reprise')).replace(`-${process.pid}-`, `-${pid}-`);
      // What was not written yet reads as zeros.
      const lost = Buffer.alloc(count % 2 === 0 ? 0 : BLOCK);
      writeFileSync(left, Buffer.concat([whole.subarray(0, size), lost]));
      count += 1;
    }
    const refused = await stage.run(pack);
    stage.expect(/exists already/.test(refused.stderr), () => `a run without --force: ${refused.stderr}`);
    stage.expect(
      refused.stderr.includes(`removed ${count} files`),
      () => `nothing was told: ${refused.stderr}`,
    );
    stage.expect(stage.digest('out.reprise') === old, () => 'the archive is another one');
    stage.expectOnly(['home', 'in.jsonl', 'out.reprise'], 'after a loss of power');
    await stage.mustRun([...pack, '--force']);
    stage.expect(await stage.isWhole('out.reprise'), () => 'the next archive is not whole');
    return { figure: `${count} parts of a file: ${stage.failures.length} faults`, failures: stage.failures };
  } finally {
    stage.remove();
  }
}
