/** An archive that is replaced, and one that is written into, while it is read: one of the two, or a word about it. */
import { copyFileSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { sizesIn } from './interrupted.mjs';
import { Stage } from './stage.mjs';

export async function run({ isShort, seed }) {
  const stage = new Stage(seed);
  const runs = isShort ? 2 : 30;
  let refused = 0;
  try {
    const versions = await twoVersions(stage);
    for (let run = 0; run < runs; run += 1)
      for (const replace of [byName, inPlace]) if (await readWhile(stage, versions, replace)) refused += 1;
    return {
      figure: `${runs * 2} readings, ${refused} refused: ${stage.failures.length} mixed`,
      failures: stage.failures,
    };
  } finally {
    stage.remove();
  }
}

/** Two archives of different content, and what is in them. */
async function twoVersions(stage) {
  const versions = [];
  for (const word of ['one', 'other']) {
    const log = stage.writeLog(`${word}.jsonl`, { word, records: 300 });
    const path = stage.path(`${word}.reprise`);
    await stage.mustRun(['pack', log, '-o', path, '--keep-source', '--no-mask', '--force']);
    await stage.mustRun(['unpack', path, '-o', stage.path(word), '--force']);
    versions.push({ path, word, files: filesIn(stage.path(word)) });
  }
  return versions;
}

function byName({ path }, target) {
  copyFileSync(path, `${target}.next`);
  renameSync(`${target}.next`, target);
}

function inPlace({ path }, target) {
  writeFileSync(target, readFileSync(path));
}

/** @returns whether reading was refused */
async function readWhile(stage, versions, replace) {
  stage.clear('out');
  const target = stage.path('target.reprise');
  byName(versions[0], target);
  const { ended } = stage.start(['unpack', target, '-o', stage.path('out')]);
  let turn = 0;
  const first = setTimeout(
    () => (again = setInterval(() => replace(versions[(turn += 1) % 2], target), 2)),
    stage.random() * 300,
  );
  let again;
  const result = await ended;
  clearTimeout(first);
  clearInterval(again);
  const what = `unpacked while it was replaced ${replace === inPlace ? 'in place' : 'by name'}`;
  stage.expectSentence(result, what);
  const found = filesIn(stage.path('out'));
  const isOf = ({ files }) => [...found].every(([path, text]) => files.get(path) === text);
  stage.expect(versions.some(isOf), () => `${what}: files of both`);
  if (result.code === 0)
    stage.expect(
      versions.some(({ files }) => files.size === found.size && isOf({ files })),
      () => `${what}: files are missing`,
    );
  else stage.expect(replace === inPlace, () => `${what}: refused: ${result.stderr}`);
  return result.code !== 0;
}

function filesIn(folder) {
  return new Map(
    [...sizesIn(folder).keys()].map((path) => [path, readFileSync(`${folder}/${path}`, 'latin1')]),
  );
}
