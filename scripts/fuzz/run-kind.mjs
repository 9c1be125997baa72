/** Tries the cases of a kind in processes with little memory; saves what fails. */
import { fork } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const WORKER = fileURLToPath(new URL('worker.mjs', import.meta.url));

/** MiB of heap for a process, and the time in which it must have said something, ms: a case that takes longer hangs. */
const [HEAP, SILENCE] = [256, 90_000];

/** Failures after which a run has shown enough. */
const MOST_FAILURES = 20;

/**
 * @param {{ id: string, module: string }} kind
 * @param {{ seed: number, indexes: readonly number[], folder: string, minutes?: number }} options - `folder`: where failing
 *   inputs go; `minutes`: after them no further case is begun
 * @returns {Promise<{ outcomes: Map<string, number>, failures: string[] }>}
 */
export async function runKind(kind, { seed, indexes, folder, minutes = Infinity }) {
  const end = Date.now() + minutes * 60_000;
  let begun = 0;
  const outcomes = new Map();
  const failures = [];
  const take = ({ index, what, outcome, failure }) => {
    if (failure === undefined) outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    else failures.push({ index, what, failure });
  };
  const next = () => (failures.length < MOST_FAILURES && Date.now() < end ? indexes[begun++] : undefined);
  const size = Math.min(availableParallelism(), Math.ceil(indexes.length / 40));
  await Promise.all(Array.from({ length: Math.max(1, size) }, () => work(kind, seed, next, take)));
  const told = [];
  for (const failure of failures) told.push(await save(kind, seed, failure, folder));
  return { outcomes, failures: told };
}

/** Feeds processes, one after another where they die, until no case is left. */
async function work(kind, seed, next, take) {
  let index = next();
  while (index !== undefined) {
    const child = fork(WORKER, {
      execArgv: [`--max-old-space-size=${HEAP}`],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    const tried = index;
    index = await feed(child, { kind: kind.id, seed }, index, next, take);
    child.kill('SIGKILL');
    if (index === tried) {
      take({
        index,
        what: '',
        failure: 'the process ended, or said nothing any more: a hang, or too much memory',
      });
      index = next();
    }
  }
}

/** @returns the case at which the process ended, or `undefined` when none is left */
function feed(child, job, first, next, take) {
  return new Promise((resolve) => {
    let index = first;
    let timer;
    const ask = () => {
      clearTimeout(timer);
      timer = setTimeout(() => child.kill('SIGKILL'), SILENCE);
      child.send({ ...job, index }, () => undefined);
    };
    child.on('message', (answer) => {
      take(answer);
      index = next();
      if (index === undefined) {
        clearTimeout(timer);
        resolve(undefined);
      } else ask();
    });
    child.on('exit', () => {
      clearTimeout(timer);
      if (index === undefined) return;
      if (index !== first) {
        take({
          index,
          what: '',
          failure: 'the process ended, or said nothing any more: a hang, or too much memory',
        });
        index = next();
      }
      resolve(index);
    });
    ask();
  });
}

async function save(kind, seed, { index, what, failure }, folder) {
  const { prepare } = await import(`./${kind.module}`);
  const { bytes } = await (await prepare(seed)).inputOf(index);
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${kind.id}-${seed}-${index}.bin`);
  writeFileSync(path, bytes);
  const again = `npm run fuzz -- ${kind.id} --seed ${seed} --only ${index}`;
  return `${kind.id} ${index} (${what}): ${failure.slice(0, 600)}\n  saved: ${path}\n  again: ${again}`;
}
