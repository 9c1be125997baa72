/**
 * Records a program in a real pseudo-terminal as asciicast v3.
 *
 * Keys are typed at a person's pace and output keeps its real timing; longer pauses ("reads the output") are
 * added to the recording's clock without being waited for, so that a sample of minutes is made in seconds.
 * Needs util-linux `script`.
 */
import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';

export class Recorder {
  #child;
  #ended;
  #events = [];
  #started;
  #skipped = 0;
  #header;
  #lastOutput = 0;
  #tail = '';
  #waiters = new Set();
  #decoder = new TextDecoder();
  #random;

  /**
   * @param {{ command: string, cols: number, rows: number, cwd: string, env: Record<string, string>,
   *   startedAt: number, title: string, seed?: number }} options - `startedAt`: wall time of the start, ms
   */
  constructor({ command, cols, rows, cwd, env, startedAt, title, seed = 1 }) {
    this.startedAt = startedAt;
    this.#random = randomFrom(seed);
    this.#header = {
      version: 3,
      term: { cols, rows, type: 'xterm-256color' },
      timestamp: Math.floor(startedAt / 1000),
      title,
      env: { SHELL: '/bin/bash', TERM: 'xterm-256color' },
    };
    this.#started = performance.now();
    this.#child = spawn('script', ['-qefc', `stty cols ${cols} rows ${rows}; exec ${command}`, '/dev/null'], {
      cwd,
      env: { ...env, TERM: 'xterm-256color' },
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    this.#ended = new Promise((resolve) => this.#child.on('close', resolve));
    this.#child.stdout.on('data', (bytes) => this.#take(this.#decoder.decode(bytes, { stream: true })));
  }

  /** Milliseconds on the recording's clock. */
  get time() {
    return Math.round(performance.now() - this.#started + this.#skipped);
  }

  /** Wall time on the recording's clock, ms since 1970. */
  get wallTime() {
    return this.startedAt + this.time;
  }

  /** Lets `ms` pass on the recording's clock only. */
  pause(ms) {
    this.#skipped += ms;
  }

  /** Types text as a person does. */
  async type(text) {
    for (const key of text) {
      this.#child.stdin.write(key);
      await sleep(28 + this.#random() * 60);
    }
  }

  /** Sends keys at once: Enter, escape sequences. */
  press(keys) {
    this.#child.stdin.write(keys);
  }

  /** Waits until the program has printed `text` after the last call of `mark`. */
  async expect(text) {
    const deadline = performance.now() + 30_000;
    while (!this.#tail.includes(text)) {
      if (performance.now() > deadline) throw new Error(`waited 30 s for ${JSON.stringify(text)}`);
      await new Promise((resolve) => {
        const timer = setTimeout(resolve, 200);
        this.#waiters.add(() => {
          clearTimeout(timer);
          resolve();
        });
      });
    }
    await this.quiet(60);
  }

  /** Forgets what was printed so far, for the next `expect`. */
  mark() {
    this.#tail = '';
  }

  /** Waits until nothing was printed for `ms`. */
  async quiet(ms) {
    while (performance.now() - this.#lastOutput < ms) await sleep(ms / 3);
  }

  /** Adds a marker (a chapter) now. */
  chapter(label) {
    this.#events.push([this.time, 'm', label]);
  }

  /** Ends the program and gives the asciicast. */
  async stop() {
    this.#child.stdin.end();
    const status = await this.#ended;
    this.#events.push([this.time, 'x', String(status ?? 0)]);
    return this.#cast();
  }

  #take(data) {
    this.#lastOutput = performance.now();
    this.#tail += data;
    this.#events.push([this.time, 'o', data]);
    for (const wake of this.#waiters) wake();
    this.#waiters.clear();
  }

  #cast() {
    let previous = 0;
    const lines = this.#events.map(([time, code, data]) => {
      const interval = (time - previous) / 1000;
      previous = time;
      return JSON.stringify([interval, code, data]);
    });
    return `${[JSON.stringify(this.#header), ...lines].join('\n')}\n`;
  }
}

/** A small generator of numbers in [0, 1), so that typing has the same rhythm each time. */
function randomFrom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
