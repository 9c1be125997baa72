/** SIGINT and SIGTERM in the middle: the exit code of the signal, nothing half written, nothing left behind. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writingCommands } from './commands.mjs';
import { Stage } from './stage.mjs';

const CODES = { SIGINT: 130, SIGTERM: 143 };

export async function run({ isShort, seed }) {
  const stage = new Stage(seed);
  const runs = isShort ? 1 : 20;
  let count = 0;
  let inTime = 0;
  try {
    for (const [index, command] of (await writingCommands(stage)).entries()) {
      const whole = await wholeOutput(stage, command);
      // In short one signal for each command, in turn.
      const signals = Object.keys(CODES).filter((_, at) => !isShort || at === index % 2);
      for (const signal of signals)
        for (let run = 0; run < runs; run += 1) {
          count += 1;
          if (await interruptOnce(stage, command, signal, whole)) inTime += 1;
        }
    }
    return {
      figure: `${count} signals, ${inTime} of them in the middle: ${stage.failures.length} faults`,
      failures: stage.failures,
    };
  } finally {
    stage.remove();
  }
}

/** What a command writes when nothing comes between, and how long it takes. */
async function wholeOutput(stage, { parameters, writes }) {
  stage.clear('out');
  const { duration } = await stage.mustRun(parameters(targetOf(stage, writes)));
  return { duration, sizes: sizesIn(stage.path('out')) };
}

function targetOf(stage, writes) {
  return stage.path('out', ...(writes === 'archive' ? ['a.reprise'] : []));
}

/** @returns whether it came before the end */
async function interruptOnce(stage, { name, parameters, writes }, signal, { duration, sizes }) {
  stage.clear('out');
  if (writes === 'archive') writeFileSync(stage.path('out/a.reprise'), 'old');
  const ended = await stage.interrupt(parameters(targetOf(stage, writes)), signal, duration);
  const what = `${name}, ${signal}`;
  // Before it has begun there is nobody who would turn the signal into a code.
  const isEnded = ended.code === CODES[signal] || ended.signal === signal;
  stage.expect(isEnded || ended.code === 0, () => `${what}: ended with ${ended.code}: ${ended.stderr}`);
  stage.expectSentence(ended, what);
  for (const [path, size] of sizesIn(stage.path('out'))) {
    const isOld = writes === 'archive' && readFileSync(stage.path('out', path), 'latin1') === 'old';
    const isWhole = sizes.get(path) === size;
    stage.expect(isWhole || (isOld && isEnded), () => `${what}: ${path} has ${size} bytes`);
  }
  return isEnded;
}

/** Bytes of every file below a folder. */
export function sizesIn(folder) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return new Map(
    files.map(({ parentPath, name }) => {
      const path = join(parentPath, name);
      return [path.slice(folder.length + 1), readFileSync(path).length];
    }),
  );
}
