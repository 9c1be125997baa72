/**
 * A disk that is full after so many bytes, at 64 places of each command that writes: it says so, and what stood there stands
 * there. The system is told to refuse larger files, which it does as it refuses those for which there is no space.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { writingCommands } from './commands.mjs';
import { sizesIn } from './interrupted.mjs';
import { Stage } from './stage.mjs';

const SAYS_SO = /no space left|file would be too large/;

export async function run({ isShort, seed }) {
  const stage = new Stage(seed);
  const steps = isShort ? 2 : 64;
  let count = 0;
  try {
    for (const command of await writingCommands(stage)) {
      stage.clear('out');
      await stage.mustRun(command.parameters(targetOf(stage, command)));
      const sizes = sizesIn(stage.path('out'));
      const largest = Math.max(...sizes.values()) / 1024;
      for (let step = 0; step < steps; step += 1) {
        count += 1;
        await fill(stage, command, Math.floor((largest * step) / steps), sizes);
      }
    }
    count += await fillStdout(stage);
    return { figure: `${count} full disks: ${stage.failures.length} faults`, failures: stage.failures };
  } finally {
    stage.remove();
  }
}

function targetOf(stage, { writes }) {
  return stage.path('out', ...(writes === 'archive' ? ['a.reprise'] : []));
}

async function fill(stage, command, limit, sizes) {
  stage.clear('out');
  const isArchive = command.writes === 'archive';
  if (isArchive) writeFileSync(stage.path('out/a.reprise'), 'old');
  const ended = await stage.run(command.parameters(targetOf(stage, command)), { limit });
  const what = `${command.name}, no space after ${limit} KiB`;
  stage.expect(ended.code === 1, () => `${what}: ended with ${ended.code}: ${ended.stderr}`);
  stage.expect(SAYS_SO.test(ended.stderr + ended.stdout), () => `${what}: does not say so: ${ended.stderr}`);
  stage.expectSentence(ended, what);
  for (const [path, size] of sizesIn(stage.path('out'))) {
    const isOld = isArchive && readFileSync(stage.path('out', path), 'latin1') === 'old';
    stage.expect(isOld || sizes.get(path) === size, () => `${what}: ${path} has ${size} bytes`);
  }
}

/** Output that goes to a full device, and an archive that shall take the place of one. */
async function fillStdout(stage) {
  const [log, archive] = [stage.path('in/session.jsonl'), stage.path('in/session.reprise')];
  const commands = [
    ['pack', log, '-o', '-'],
    ['repair', archive, '-o', '-'],
    ['info', archive],
    ['info', archive, '--json'],
    ['validate', archive, '--json'],
  ];
  for (const parameters of commands) {
    const ended = await stage.run(parameters, { redirect: '/dev/full' });
    const what = `${parameters[0]} into a full device`;
    stage.expect(ended.code === 1, () => `${what}: ended with ${ended.code}`);
    stage.expect(SAYS_SO.test(ended.stderr), () => `${what}: does not say so: ${ended.stderr}`);
    stage.expectSentence(ended, what);
  }
  const device = stage.path('device');
  if (spawnSync('mknod', [device, 'c', '1', '7']).status !== 0) return commands.length;
  const ended = await stage.run(['pack', log, '-o', device, '--force']);
  stage.expect(ended.code === 1, () => `pack over a device: ended with ${ended.code}`);
  const isDevice = spawnSync('test', ['-c', device]).status === 0;
  stage.expect(isDevice, () => 'pack over a device: it is one no more');
  return commands.length + 1;
}
