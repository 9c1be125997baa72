/** Folders into which nothing can be unpacked, or not all: read-only, full, too long a path, a file in the way. */
import {
  chmodSync,
  chownSync,
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { sizesIn } from './interrupted.mjs';
import { canBeNobody, Stage } from './stage.mjs';

export async function run({ seed }) {
  const stage = new Stage(seed);
  try {
    const log = stage.writeLog('in.jsonl');
    const archive = stage.path('in.reprise');
    await stage.mustRun(['pack', log, '-o', archive, '--keep-source', '--no-mask']);
    await stage.mustRun(['unpack', archive, '-o', stage.path('whole')]);
    const whole = sizesIn(stage.path('whole'));
    const kinds = [fullDisk, longPath, fileInTheWay, notOverwritten, ...(canBeNobody ? [readOnly] : [])];
    for (const kind of kinds) await kind(stage, archive, whole);
    const skipped = canBeNobody ? '' : ' (read-only folders not tried: this needs the superuser)';
    return {
      figure: `${kinds.length} folders: ${stage.failures.length} faults${skipped}`,
      failures: stage.failures,
    };
  } finally {
    stage.remove();
  }
}

async function expectFailure(stage, parameters, what, options) {
  const ended = await stage.run(parameters, options);
  stage.expect(ended.code === 1, () => `${what}: ended with ${ended.code}: ${ended.stderr}`);
  stage.expectSentence(ended, what);
  return ended;
}

/** What is there is whole, and a second run does the rest. */
async function fullDisk(stage, archive, whole) {
  const out = stage.path('full');
  await expectFailure(stage, ['unpack', archive, '-o', out], 'full disk', { limit: 20 });
  for (const [path, size] of sizesIn(out))
    stage.expect(whole.get(path) === size, () => `full disk: ${path} is in part`);
  await stage.mustRun(['unpack', archive, '-o', out, '--force']);
  stage.expect(sizesIn(out).size === whole.size, () => 'full disk: a second run does not complete it');
}

async function longPath(stage, archive) {
  const out = stage.path(...Array.from({ length: 20 }, () => 'x'.repeat(250)));
  await expectFailure(stage, ['unpack', archive, '-o', out], 'long path');
  await expectFailure(stage, ['unpack', archive, '-o', stage.path('y'.repeat(300))], 'long name');
}

async function fileInTheWay(stage, archive) {
  const file = stage.path('file');
  writeFileSync(file, 'mine');
  await expectFailure(stage, ['unpack', archive, '-o', file], 'a file in the way');
  await expectFailure(stage, ['unpack', archive, '-o', `${file}/below`], 'a file above');
  stage.expect(readFileSync(file, 'utf8') === 'mine', () => 'a file in the way: it is another one');
}

async function notOverwritten(stage, archive, whole) {
  const out = stage.path('there');
  mkdirSync(out);
  const [name] = [...whole.keys()].filter((path) => !path.includes('/'));
  writeFileSync(`${out}/${name}`, 'mine');
  await expectFailure(stage, ['unpack', archive, '-o', out], 'a file of the same name');
  stage.expect(
    readFileSync(`${out}/${name}`, 'utf8') === 'mine',
    () => 'a file of the same name: it is another one',
  );
  stage.expect(readdirSync(out).length === 1, () => 'a file of the same name: others were written beside it');
}

/** As somebody who may not write there, and may not read what is there. */
async function readOnly(stage, archive) {
  chmodSync(stage.folder, 0o755);
  chmodSync(archive, 0o644);
  mkdirSync(stage.path('locked'));
  chmodSync(stage.path('locked'), 0o555);
  const nobody = { nobody: true };
  const commands = [
    ['unpack', archive, '-o', stage.path('locked')],
    ['unpack', archive, '-o', stage.path('locked/below')],
    ['pack', stage.path('in.jsonl'), '-o', stage.path('locked/a.reprise')],
    ['repair', archive, '-o', stage.path('locked/a.reprise')],
    ['keep', stage.path('locked')],
    ['keep', stage.path('locked/below')],
  ];
  for (const parameters of commands) {
    const ended = await expectFailure(stage, parameters, `${parameters[0]} into a read-only folder`, nobody);
    stage.expect(
      /permission denied/.test(ended.stderr),
      () => `${parameters[0]}: does not say why: ${ended.stderr}`,
    );
  }
  stage.expectOnly([], 'a read-only folder', 'locked');
  await readSecret(stage, archive, nobody);
}

async function readSecret(stage, archive, nobody) {
  const secret = stage.path('secret.reprise');
  copyFileSync(archive, secret);
  chmodSync(secret, 0o600);
  mkdirSync(stage.path('own'));
  chownSync(stage.path('own'), 65534, 65534);
  for (const command of ['unpack', 'pack', 'repair']) {
    const parameters = [command, secret, '-o', stage.path('own/out')];
    const ended = await expectFailure(stage, parameters, `${command} of what may not be read`, nobody);
    stage.expect(
      /permission denied/.test(ended.stderr),
      () => `${command}: does not say why: ${ended.stderr}`,
    );
  }
  stage.expectOnly([], 'what may not be read', 'own');
}
