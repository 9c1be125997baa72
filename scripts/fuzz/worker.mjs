/** A process that tries cases of one kind, and says before each which one it is: what ends it is known by that. */
import { kill, pid } from 'node:process';

/** CPU that one case may take, ms. */
const MOST_CPU = 5000;

const { KINDS } = await import('./kinds.mjs');
let prepared;

process.on('message', async ({ kind, seed, index }) => {
  try {
    prepared ??= await (await import(`./${KINDS.find(({ id }) => id === kind).module}`)).prepare(seed);
    const { bytes, what } = await prepared.inputOf(index);
    const before = process.cpuUsage();
    const end = await endOf(bytes, index);
    const { user, system } = process.cpuUsage(before);
    const cpu = (user + system) / 1000;
    const failure = cpu > MOST_CPU ? `took ${Math.round(cpu)} ms of CPU` : end.failure;
    process.send({ index, what, outcome: end.outcome, failure });
  } catch (error) {
    process.send({ index, what: '', failure: `the case cannot be made: ${error.stack}` });
  }
});

process.on('disconnect', () => kill(pid, 'SIGKILL'));

// Nothing that is read may change what all objects share.
Object.freeze(Object.prototype);

async function endOf(bytes, index) {
  try {
    return { outcome: await prepared.check(bytes, index) };
  } catch (error) {
    return { failure: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
