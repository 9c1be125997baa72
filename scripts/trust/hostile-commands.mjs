/** Every command on every hostile input: an archive or a sentence; no crash, no fault of ours, nothing that never ends, little memory. */
import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { Stage } from '../faults/stage.mjs';

const HOSTILE =
  process.env.REPRISE_HOSTILE ?? fileURLToPath(new URL('../../../shared/hostile', import.meta.url));
/** What the set itself is made with, and what no command reads. */
const LEFT_OUT = /^(gen|secrets)\//;
/** Command lines that one process runs. */
const BATCH = 50;
/** MiB of heap; MiB of memory in all, with what Node and the program take themselves. */
const [HEAP, MOST] = [256, 420];
/** In the short form every so many-th input is tried, and none larger than this, bytes. */
const [SHORT_STEP, SHORT_SIZE] = [14, 300_000];
const CHILD = fileURLToPath(new URL('hostile-child.mjs', import.meta.url));

/** @param {{ isShort: boolean, seed: number }} options */
export async function run({ isShort, seed }) {
  const stage = new Stage(seed);
  try {
    const inputs = [...ownInputs(stage), ...hostileInputs(stage, isShort)];
    const lines = inputs.flatMap((path) => commandLinesOf(path, stage));
    let most = 0;
    for (let at = 0; at < lines.length;) {
      const { count, memory } = await runBatch(lines.slice(at, at + BATCH), stage);
      at += count;
      most = Math.max(most, memory);
    }
    stage.expect(most < MOST, () => `${Math.round(most)} MiB of memory`);
    const figure = `${inputs.length} inputs, ${lines.length} commands: ${stage.failures.length} failed, ${Math.round(most)} MiB at most`;
    return { figure, failures: stage.failures };
  } finally {
    stage.remove();
  }
}

function commandLinesOf(path, stage) {
  const out = stage.path('out');
  return [
    ['pack', path, '-o', join(out, 'x.reprise'), '--force', '--select', '1'],
    ['info', path],
    ['validate', path],
    ['unpack', path, '-o', join(out, basename(path))],
    ['list', path],
  ];
}

/** @returns {Promise<{ count: number, memory: number }>} command lines that were run, and MiB of memory at most */
async function runBatch(lines, stage) {
  stage.clear('out');
  const [asked, told] = [stage.path('asked.json'), stage.path('told.ndjson')];
  writeFileSync(asked, JSON.stringify(lines));
  writeFileSync(told, '');
  const { code, signal, stderr } = await stage.run([asked, told], {
    script: CHILD,
    nodeOptions: [`--max-old-space-size=${HEAP}`],
  });
  const results = readFileSync(told, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
  for (const { index, code: ended, words, isPolluted } of results) {
    const what = lines[index].slice(0, 2).join(' ');
    stage.expect(!isPolluted, () => `${what}: all objects have something new`);
    stage.expect([0, 1, 2, 3].includes(ended), () => `${what}: ${ended}`);
    stage.expect(!/internal error|\n\s+at /.test(words), () => `${what}: ${words.trim()}`);
  }
  stage.expect(results.length === lines.length, () => {
    const next = lines[results.length].slice(0, 2).join(' ');
    return `${next}: the process ended with ${code ?? signal}: ${stderr.slice(-300)}`;
  });
  // What has ended the process is not tried again.
  const count = Math.min(lines.length, results.length + 1);
  return { count, memory: Math.max(0, ...results.map(({ memory }) => memory)) };
}

/** One of each class, for where the hostile set is not kept. */
function ownInputs(stage) {
  const good = (n) =>
    `{"type":"user","uuid":"u${n}","sessionId":"s","timestamp":"2026-01-01T00:00:0${n}Z","message":{"role":"user","content":"hello ${n}"}}`;
  const nasty = [
    '['.repeat(100_000),
    '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}',
    '{"type":"user","uuid":{},"message":{"content":[[[]]]}}',
    '{"type":"assistant","message":{"content":{"then":"x","length":-1}}}',
    '"\ud800"',
    '\0'.repeat(4096),
    'null',
    '1e999',
  ];
  const inputs = {
    'lines.jsonl': [good(1), ...nasty, good(2)].join('\n'),
    'sizes.cast': [
      '{"version":2,"width":80,"height":24}',
      ...Array.from({ length: 3000 }, (_, n) => `[${n / 1000},"r","${400 + (n % 100)}x200"]`),
    ].join('\n'),
    'empty.reprise': '',
    'end-only.reprise': `PK\x05\x06${'\0'.repeat(18)}`,
    'noise.reprise': `PK\x03\x04${'\xff'.repeat(5000)}`,
  };
  return Object.entries(inputs).map(([name, content]) => {
    writeFileSync(stage.path(name), content, 'latin1');
    return stage.path(name);
  });
}

/** The files of the set; of the short form some of them, as they are. */
function hostileInputs(stage, isShort) {
  let names;
  try {
    names = readdirSync(HOSTILE, { recursive: true });
  } catch {
    return [];
  }
  const files = names.filter((name) => !LEFT_OUT.test(name) && statSync(join(HOSTILE, name)).isFile()).sort();
  const chosen = isShort
    ? files.filter(
        (name, index) => index % SHORT_STEP === 0 && statSync(join(HOSTILE, name)).size < SHORT_SIZE,
      )
    : files;
  return chosen.map((name, index) => {
    const content = readFileSync(join(HOSTILE, name));
    const path = stage.path(`${index}-${basename(name, '.gz')}`);
    writeFileSync(path, name.endsWith('.gz') && !isShort ? gunzipSync(content) : content);
    return path;
  });
}
