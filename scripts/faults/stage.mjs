/** What faults are played on: a folder of its own, a session to pack, the built command line, and what must hold afterwards. */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { randomOf } from '../random.mjs';
import { ArchiveReader, BytesSource, validateArchive } from '#src/format/index.ts';

const MAIN = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));

/** Variables that lead to the sessions of the person who runs this. */
const PLACES = [
  'CLAUDE_CONFIG_DIR',
  'CODEX_HOME',
  'GEMINI_CLI_HOME',
  'COPILOT_HOME',
  'KIMI_CODE_HOME',
  'KIMI_SHARE_DIR',
  'XDG_DATA_HOME',
  'XDG_CONFIG_HOME',
  'AIDER_CHAT_HISTORY_FILE',
  'REPRISE_DIR',
];

/** A run that takes longer hangs, ms. */
const TIMEOUT = 600_000;

/** How a command ended. `duration` is in ms. */
/** @typedef {{ code: number | null, signal: string | null, stdout: string, stderr: string, duration: number }} Ended */

export class Stage {
  folder = mkdtempSync(join(tmpdir(), 'reprise-faults-'));
  /** What has not held, in words. */
  failures = [];
  #random;

  /** @param {number} seed - of all that is random on this stage */
  constructor(seed) {
    this.#random = randomOf(seed);
  }

  /** A number from 0 up to 1. */
  random() {
    return this.#random();
  }

  path(...parts) {
    return join(this.folder, ...parts);
  }

  /** Empties the folder, or one in it, and makes it. */
  clear(name = '.') {
    rmSync(this.path(name), { recursive: true, force: true });
    mkdirSync(this.path(name), { recursive: true });
  }

  /** @param {boolean} holds - @param {() => string} words - of what happened, where it does not */
  expect(holds, words) {
    if (!holds) this.failures.push(words());
  }

  /**
   * Starts a command line.
   *
   * @param {readonly string[]} parameters
   * @param {{ limit?: number, redirect?: string, nobody?: boolean, home?: string, nodeOptions?: readonly string[], script?: string }} [options] -
   *   `limit`: KiB that a file may have; `redirect`: where stdout goes; `nobody`: as a person without rights; `script`: a program to run in place of the command line
   */
  start(parameters, { limit, redirect, nobody, home, nodeOptions = [], script = MAIN } = {}) {
    const command = [process.execPath, ...nodeOptions, script, ...parameters];
    const wrapped = nobody ? [...NOBODY, ...command] : command;
    const shell = `${limit === undefined ? '' : `ulimit -f ${limit}; `}exec "$@"${redirect ? ` > ${redirect}` : ''}`;
    const isPlain = limit === undefined && !redirect;
    const [program, ...rest] = isPlain ? wrapped : ['bash', '-c', shell, 'bash', ...wrapped];
    const own = home ?? this.path('home');
    const child = spawn(program, rest, {
      cwd: this.folder,
      env: {
        ...process.env,
        ...Object.fromEntries(PLACES.map((name) => [name, ''])),
        HOME: own,
        USERPROFILE: own,
        NO_COLOR: '1',
        TZ: 'UTC',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: TIMEOUT,
      killSignal: 'SIGKILL',
    });
    const began = performance.now();
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (data) => (stdout += data));
    child.stderr.on('data', (data) => (stderr += data));
    /** @type {Promise<Ended>} */
    const ended = new Promise((resolve) => {
      child.on('close', (code, signal) =>
        resolve({ code, signal, stdout, stderr, duration: performance.now() - began }),
      );
    });
    return { ended, kill: (signal) => child.kill(signal) };
  }

  /** Runs a command line to its end. */
  run(parameters, options) {
    return this.start(parameters, options).ended;
  }

  /** Runs one that has to work. */
  async mustRun(parameters, options) {
    const ended = await this.run(parameters, options);
    if (ended.code !== 0)
      throw new Error(`reprise ${parameters.join(' ')} ended with ${ended.code}: ${ended.stderr}`);
    return ended;
  }

  /** Runs a command line and sends it a signal at a random moment of its time. */
  async interrupt(parameters, signal, time, options) {
    const { ended, kill } = this.start(parameters, options);
    const timer = setTimeout(() => kill(signal), this.random() * time);
    const result = await ended;
    clearTimeout(timer);
    return result;
  }

  /** That a person is told what went wrong, in a sentence. */
  expectSentence(ended, what) {
    const { stderr, code } = ended;
    this.expect(!/internal error|\n\s+at |node:internal/.test(stderr), () => `${what}: ${stderr.trim()}`);
    this.expect(code !== 1 || stderr.trim() !== '', () => `${what}: no word`);
  }

  /** That a folder holds nothing but this. */
  expectOnly(names, what, folder = '.') {
    const found = readdirSync(this.path(folder)).sort();
    const extra = found.filter((name) => !names.includes(name));
    this.expect(extra.length === 0, () => `${what}: left behind: ${extra.join(', ')}`);
  }

  /** SHA-256 of a file; `undefined` where there is none. */
  digest(name) {
    const path = this.path(name);
    return existsSync(path) ? createHash('sha256').update(readFileSync(path)).digest('hex') : undefined;
  }

  /** Whether a file is a whole archive: for ourselves, and for `unzip` where there is one. */
  async isWhole(name) {
    const path = this.path(name);
    const { valid } = await validateArchive(new BytesSource(new Uint8Array(readFileSync(path))));
    return valid && (!HAS_UNZIP || spawnSync('unzip', ['-tqq', path]).status === 0);
  }

  /** That a file is the old one, or a whole archive. */
  async expectOldOrWhole(name, old, what) {
    const now = this.digest(name);
    if (now === old) return;
    const isWhole = now !== undefined && (await this.isWhole(name).catch(() => false));
    this.expect(isWhole, () => `${what}: ${name} is ${now === undefined ? 'gone' : 'neither old nor whole'}`);
  }

  /** A log of a session; what it says is random and does not get smaller. @returns its path */
  writeLog(name, { records = 400, text = 300, word = 'record' } = {}) {
    const path = this.path(name);
    writeFileSync(path, logOf({ records, text, word, random: this.#random }));
    return path;
  }

  remove() {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Lines of a log of Claude Code; what they say is random, unless `textOf` says it. */
export function logOf({
  records,
  text = 300,
  word = 'record',
  random,
  first = 0,
  textOf = () => noise(text, random),
}) {
  let log = '';
  for (let index = first; index < first + records; index += 1)
    log += `${JSON.stringify(recordOf(index, word, textOf(index)))}\n`;
  return log;
}

function recordOf(index, word, text) {
  const isPrompt = index % 2 === 0;
  const said = `${word} ${index} ${text}`;
  return {
    type: isPrompt ? 'user' : 'assistant',
    uuid: `${word}-${index}`,
    parentUuid: index === 0 ? null : `${word}-${index - 1}`,
    sessionId: `5e551011-0000-4000-8000-${word.length.toString().padStart(12, '0')}`,
    version: '2.1.0',
    cwd: '/home/dev/app',
    timestamp: new Date(1_767_600_000_000 + index * 1000).toISOString(),
    message: isPrompt
      ? { role: 'user', content: said }
      : { id: `m${index}`, role: 'assistant', model: 'test', content: [{ type: 'text', text: said }] },
  };
}

/** Letters and digits that do not get smaller. */
export function noise(size, random) {
  let text = '';
  while (text.length < size) text += Math.floor(random() * 2 ** 32).toString(36);
  return text.slice(0, size);
}

/** What an archive says of its session, to be compared. */
export async function textsOfArchive(bytes) {
  const reader = await ArchiveReader.open(new BytesSource(bytes));
  await reader.directory;
  const texts = [];
  for (const { entry } of reader.manifest.tracks)
    for (const index of reader.segments(entry).keys())
      texts.push(JSON.stringify((await reader.readSegment(entry, index)).events));
  return texts.join('\n');
}

const NOBODY = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'];

const HAS_UNZIP = spawnSync('unzip', ['-v']).status === 0;

/** Whether this process can become a person without rights, as the superuser can. */
export const canBeNobody =
  process.getuid?.() === 0 &&
  spawnSync(NOBODY[0], [...NOBODY.slice(1), process.execPath, '-e', '']).status === 0;
