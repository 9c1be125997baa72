/**
 * A log that another process writes to while it is packed: grows by whole and by half lines, is cut, written anew, rotated,
 * deleted, replaced by a link. What comes of it is a session as it was at one moment, or an error; never some of each.
 */
import {
  appendFileSync,
  existsSync,
  readFileSync,
  renameSync,
  symlinkSync,
  truncateSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { logOf, Stage, textsOfArchive } from './stage.mjs';

const RECORDS = 1500;
const [OLD, NEW] = ['before', 'after'];

export async function run({ isShort, seed }) {
  const stage = new Stage(seed);
  const runs = isShort ? 1 : 12;
  const counts = { packed: 0, refused: 0 };
  try {
    const anew = logOf({ records: RECORDS * 2, text: 300, word: NEW, random: () => stage.random() });
    for (const [name, change] of Object.entries(changes(anew)))
      for (let run = 0; run < runs; run += 1) {
        const isRefused = await packWhile(stage, name, change);
        counts[isRefused ? 'refused' : 'packed'] += 1;
      }
    const { packed, refused } = counts;
    return {
      figure: `${packed + refused} changes: ${packed} packed as they were, ${refused} refused, ${stage.failures.length} mixed`,
      failures: stage.failures,
    };
  } finally {
    stage.remove();
  }
}

/** What happens to a log, again and again until it is packed; `isPatient` things do no harm to who reads. */
function changes(anew) {
  let grown = RECORDS;
  const more = () => {
    const line = logOf({ records: 1, text: 300, word: OLD, first: (grown += 1), random: () => 0.5 });
    return [line.slice(0, 150), line.slice(150)];
  };
  return {
    grows: (path) => more().forEach((part) => appendFileSync(path, part)),
    'is cut': (path) => truncateSync(path, 100_000),
    'is written anew': (path) => writeFileSync(path, anew),
    'is rotated': (path) => {
      if (existsSync(`${path}.1`)) return;
      renameSync(path, `${path}.1`);
      writeFileSync(path, anew);
    },
    'is deleted': (path) => existsSync(path) && unlinkSync(path),
    'becomes a link': (path) => {
      if (existsSync(`${path}.other`)) return;
      writeFileSync(`${path}.other`, anew);
      unlinkSync(path);
      symlinkSync(`${path}.other`, path);
    },
  };
}

/** @returns whether it was refused */
async function packWhile(stage, name, change) {
  stage.clear('log');
  const log = stage.writeLog('log/in.jsonl', { records: RECORDS, word: OLD });
  const before = readFileSync(log, 'utf8');
  const out = stage.path('log/out.reprise');
  const { ended } = stage.start(['pack', log, '-o', out]);
  // The first change comes at any time after the start, the others soon after it.
  const first = setTimeout(() => (again = setInterval(() => change(log), 5)), stage.random() * 600);
  let again;
  const result = await ended;
  clearTimeout(first);
  clearInterval(again);
  stage.expectSentence(result, `a log that ${name}`);
  if (result.code !== 0) {
    stage.expect(!existsSync(out), () => `a log that ${name}: an archive in spite of an error`);
    stage.expect(result.code === 1, () => `a log that ${name}: ended with ${result.code}`);
    return true;
  }
  await expectOneMoment(stage, {
    name,
    out,
    before,
    after: existsSync(log) ? readFileSync(log, 'utf8') : '',
  });
  return false;
}

/** Every record of a text stands in the archive, in its order, and none of another one. */
async function expectOneMoment(stage, { name, out, before, after }) {
  const texts = await textsOfArchive(new Uint8Array(readFileSync(out)));
  const [old, fresh] = [OLD, NEW].map((word) => texts.match(new RegExp(`${word} \\d+ `, 'g')) ?? []);
  stage.expect(
    old.length === 0 || fresh.length === 0,
    () => `a log that ${name}: ${old.length} old and ${fresh.length} new records`,
  );
  const log = fresh.length > 0 || !after.startsWith(before) ? [before, after] : [after];
  const said = fresh.length > 0 ? fresh : old;
  const isPrefix = log.some((text) => {
    const all = text.match(/(?:before|after) \d+ /g) ?? [];
    return said.every((record, index) => record === all[index]);
  });
  stage.expect(isPrefix, () => `a log that ${name}: records in another order than in the log`);
  if (name !== 'is cut' && old.length > 0)
    stage.expect(
      old.length >= RECORDS,
      () => `a log that ${name}: ${RECORDS - old.length} records are missing`,
    );
}
