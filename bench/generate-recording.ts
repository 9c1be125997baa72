/**
 * Makes a terminal recording of any size out of what programs on this computer really print: listings, compiler
 * errors, manual pages, logs, in a shell, a pager, an editor and a monitor of 100 × 30 cells.
 *
 * Programs that are missing are left out. Equal sizes give equal recordings, as long as the programs print the same.
 */
import { spawnSync } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import type { SessionEvent } from '#src/format/index.ts';
import { projectPath } from '../test/helpers/project-path.ts';

export const COLS = 100;
export const ROWS = 30;

export interface RecordedOutput {
  /** Milliseconds from the start, not decreasing. */
  readonly time: number;
  readonly data: string;
}

/** Output until `size` UTF-16 units have been written. */
export function* generateOutput(size: number): Generator<RecordedOutput, void> {
  const texts = programTexts();
  const clock = new Clock();
  let written = 0;
  for (let round = 0; ; round += 1) {
    const text = texts[round % texts.length]!;
    const scene = SCENES[round % SCENES.length]!;
    for (const data of [...typed(text.command), ...scene(text.output, clock)]) {
      yield { time: clock.advance(data.length < 3 ? 90 : 25), data };
      written += data.length;
      if (written >= size) return;
    }
    clock.pause();
  }
}

/** The same as an importer would yield it. */
export async function* generateSession(size: number): AsyncGenerator<SessionEvent, void> {
  const header = { term: { cols: COLS, rows: ROWS, type: 'xterm-256color' } };
  yield { type: 'session', title: 'Generated recording', startedAt: START };
  yield { type: 'track', kind: 'terminal', id: 'main', header };
  let records = 1;
  for (const { time, data } of generateOutput(size)) {
    records += 1;
    yield { type: 'terminal', track: 'main', time, code: 'o', data };
  }
  yield { type: 'report', fidelity: { records, understood: records, kept: 0, unreadable: 0 } };
}

/** Writes it as an asciicast v2 file. */
export async function writeRecording(path: string, size: number): Promise<void> {
  const file = createWriteStream(path);
  file.write(`${JSON.stringify({ version: 2, width: COLS, height: ROWS, timestamp: START / 1000 })}\n`);
  for (const { time, data } of generateOutput(size)) {
    if (!file.write(`${JSON.stringify([time / 1000, 'o', data])}\n`)) await once(file, 'drain');
  }
  file.end();
  await once(file, 'finish');
}

const START = Date.UTC(2026, 0, 5, 9);

interface ProgramText {
  readonly command: string;
  readonly output: string;
}

const PROJECT = projectPath('');
const MAX_TEXT = 4 * 2 ** 20;

const COMMANDS: readonly string[] = [
  'ls -lR --color=always /usr/include /usr/lib | head -c 4000000',
  'git log --color=always --stat -p | head -c 2000000',
  'MANWIDTH=100 MAN_KEEP_FORMATTING=1 man -P cat bash',
  'printf "int main(){ int x = y; return foo(x, \\"a\\"; }\\n" | gcc -fdiagnostics-color=always -xc - ',
  'grep -rn --color=always "function" node_modules/typescript/lib/lib.dom.d.ts node_modules/lit-html | head -c 2000000',
  'node --v8-options',
  'MANWIDTH=100 MAN_KEEP_FORMATTING=1 man -P cat git-config',
  'ls -la --color=always node_modules node_modules/@types',
  'find /usr/share -type f | head -c 3000000',
];

let cached: readonly ProgramText[] | undefined;

function programTexts(): readonly ProgramText[] {
  cached ??= COMMANDS.flatMap((command) => {
    const result = spawnSync('sh', ['-c', command], {
      cwd: PROJECT,
      maxBuffer: 4 * MAX_TEXT,
      env: { ...process.env, TERM: 'xterm-256color', COLUMNS: String(COLS), LINES: String(ROWS) },
    });
    const output = `${result.stdout.toString()}${result.stderr.toString()}`.slice(0, MAX_TEXT);
    return output.length > 200 ? [{ command, output: output.replaceAll(/\r?\n/g, '\r\n') }] : [];
  });
  return cached;
}

function* typed(command: string): Generator<string, void> {
  yield '\x1b[0m\x1b[1;32mdev@box\x1b[0m:\x1b[1;34m~/project\x1b[0m$ ';
  yield* command;
  yield '\r\n';
}

type Scene = (output: string, clock: Clock) => Iterable<string>;

const SCENES: readonly Scene[] = [shell, pager, shell, monitor, shell, editor, shell, progress];

function* shell(output: string, clock: Clock): Generator<string, void> {
  const end = Math.min(output.length, 400_000);
  for (let start = 0; start < end;) {
    const size = 200 + clock.random(3800);
    yield output.slice(start, Math.min(start + size, end));
    start += size;
  }
  yield '\x1b[0m\r\n';
}

function* pager(output: string, clock: Clock): Generator<string, void> {
  const lines = output.split('\r\n').slice(0, 3000);
  yield '\x1b[?1049h\x1b[?1h\x1b=\x1b[2J\x1b[H';
  yield `${lines.slice(0, ROWS - 1).join('\r\n')}\r\n\x1b[7m(lines 1-${ROWS - 1})\x1b[0m\x1b[K`;
  for (let line = ROWS - 1; line < lines.length;) {
    const count = clock.random(4) === 0 ? ROWS - 2 : 1 + clock.random(3);
    const next = lines.slice(line, line + count);
    yield `\r\x1b[K${next.join('\x1b[0m\r\n')}\x1b[0m\r\n\x1b[7m(line ${line})\x1b[0m\x1b[K`;
    line += count;
  }
  yield '\r\x1b[K\x1b[?1l\x1b>\x1b[?1049l';
}

function* monitor(output: string, clock: Clock): Generator<string, void> {
  const rows = output
    .replaceAll(/\x1b\[[0-9;]*m/g, '')
    .split('\r\n')
    .filter(Boolean);
  yield '\x1b[?1049h\x1b[?25l\x1b[2J';
  for (let frame = 0; frame < 120; frame += 1) {
    let screen = `\x1b[H\x1b[30;42mtop - up ${frame} min, load average: 0.${clock.random(99)}\x1b[K\x1b[0m\r\n`;
    for (let y = 2; y < ROWS; y += 1) {
      const row = rows[(y + clock.random(6) * ROWS) % rows.length] ?? '';
      const bar = '█'.repeat(clock.random(20));
      screen += `\x1b[${y};1H\x1b[38;5;${16 + clock.random(200)}m${bar}\x1b[39m ${row.slice(0, 70)}\x1b[K`;
    }
    yield screen;
    clock.advance(400);
  }
  yield '\x1b[?25h\x1b[?1049l';
}

function* editor(output: string, clock: Clock): Generator<string, void> {
  const lines = output.split('\r\n').slice(0, 400);
  yield `\x1b[?1049h\x1b[?2004h\x1b[1;${ROWS - 1}r\x1b[H\x1b[2J`;
  for (const [index, line] of lines.entries()) {
    const number = `\x1b[38;5;130m${String(index + 1).padStart(4)} \x1b[m`;
    if (index >= ROWS - 1) yield `\x1b[${ROWS - 1};1H\r\n`;
    yield `\x1b[${Math.min(index + 1, ROWS - 1)};1H${number}${line.slice(0, 90)}\x1b[m`;
    if (clock.random(12) === 0) yield* `// ${index} ∀ 漢字`;
    yield `\x1b[${ROWS};1H\x1b[1m-- INSERT --\x1b[m\x1b[${ROWS};82H${index + 1},1\x1b[K`;
  }
  yield '\x1b[r\x1b[?2004l\x1b[?1049l';
}

function* progress(_output: string, clock: Clock): Generator<string, void> {
  for (let percent = 0; percent <= 100; percent += 1) {
    const width = Math.floor(percent * 0.6);
    const bar = `${'='.repeat(width)}>${' '.repeat(60 - width)}`;
    yield `\r\x1b[36mbuilding\x1b[0m [${bar}] ${percent}% ${clock.random(9999)} KB/s`;
    if (percent % 20 === 0)
      yield `\r\n\x1b[33mwarning\x1b[0m: module ${clock.random(1000)} has no side effects\r\n`;
  }
  yield '\r\n';
}

/** Time and chance, both the same in every run. */
class Clock {
  #time = 0;
  #seed = 0x2545f491;

  /** 0 … `limit` − 1. */
  random(limit: number): number {
    this.#seed ^= this.#seed << 13;
    this.#seed ^= this.#seed >>> 17;
    this.#seed ^= this.#seed << 5;
    return (this.#seed >>> 0) % limit;
  }

  advance(delay: number): number {
    this.#time += 1 + this.random(2 * delay);
    return this.#time;
  }

  pause(): void {
    this.#time += this.random(60_000);
  }
}
