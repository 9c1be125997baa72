/** A log larger than the memory that there is: it is packed piece by piece. */
import { closeSync, openSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { logOf, noise, Stage } from './stage.mjs';

/** MiB of heap that the program gets, and that it may take in all. */
const [HEAP, MOST] = [128, 300];

/** Characters of a text, and texts before one comes again. */
const [RECORD, TEXTS] = [10_000, 100];

export async function run({ isShort, seed }) {
  const size = (isShort ? 300 : 1024) * 2 ** 20;
  const stage = new Stage(seed);
  try {
    const log = stage.path('in.jsonl');
    writeLarge(stage, log, size);
    const told = stage.path('memory');
    const meter = stage.path('meter.mjs');
    writeFileSync(
      meter,
      `import { writeFileSync } from 'node:fs';
       process.on('exit', () => writeFileSync(${JSON.stringify(told)}, String(process.resourceUsage().maxRSS)));`,
    );
    const nodeOptions = [`--max-old-space-size=${HEAP}`, '--import', pathToFileURL(meter).href];
    const ended = await stage.run(['pack', log, '-o', stage.path('out.reprise')], { nodeOptions });
    stage.expect(
      ended.code === 0,
      () => `ended with ${ended.code ?? ended.signal}: ${ended.stderr.slice(-300)}`,
    );
    const most = ended.code === 0 ? Math.round(Number(readFileSync(told, 'utf8')) / 1024) : NaN;
    stage.expect(most < MOST, () => `${most} MiB of memory for a log of ${size / 2 ** 20} MiB`);
    return { figure: `${size / 2 ** 20} MiB in ${most} MiB of memory`, failures: stage.failures };
  } finally {
    stage.remove();
  }
}

/** Records of one kind, again and again, each with an id and a time of its own; about as repetitive as real ones. */
function writeLarge(stage, path, size) {
  const texts = Array.from({ length: TEXTS }, () => noise(RECORD / 5, () => stage.random()).repeat(5));
  const file = openSync(path, 'w');
  let written = 0;
  for (let first = 0; written < size; first += TEXTS)
    written += writeSync(file, logOf({ records: TEXTS, first, textOf: (index) => texts[index % TEXTS] }));
  closeSync(file);
}
