/**
 * Writes a log in Claude Code's format (one JSON record a line), for scripted samples: every tool call is
 * carried out for real in a project folder, the words around it are the script's.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export class ClaudeCodeLog {
  #records = [];
  #folder;
  #clock;
  #parent = null;
  #count = 0;
  #message = 0;

  /**
   * @param {{ folder: string, clock: { readonly wallTime: number, pause(ms: number): void }, branch: string,
   *   title: string, name: string }} options - `name` seeds the ids
   */
  constructor({ folder, clock, branch, title, name }) {
    this.#folder = folder;
    this.#clock = clock;
    this.branch = branch;
    this.sessionId = this.#uuid(name);
    this.#records.push({ type: 'custom-title', customTitle: title, sessionId: this.sessionId });
  }

  /** What the person asks. */
  prompt(text) {
    this.#message += 1;
    this.#add({ type: 'user', message: { role: 'user', content: text } });
  }

  /** What the agent thinks, after `ms`. */
  think(text, ms = 4000) {
    this.#clock.pause(ms);
    this.#assistant({ type: 'thinking', thinking: text, signature: '' });
  }

  /** What the agent says, after `ms`. */
  say(text, ms = 2500) {
    this.#clock.pause(ms);
    this.#assistant({ type: 'text', text });
    this.#message += 1;
  }

  /** Runs a shell command. */
  bash(command, description) {
    const id = this.#call('Bash', { command, description });
    const started = performance.now();
    const { stdout, stderr, status } = spawnSync('bash', ['-c', command], {
      cwd: this.#folder,
      encoding: 'utf8',
      env: { ...process.env, HOME: '/tmp', LANG: 'C.UTF-8', FORCE_COLOR: '0' },
    });
    this.#clock.pause(Math.max(0, performance.now() - started) > 50 ? 0 : 120);
    const output = [stdout, stderr].filter(Boolean).join('\n').trimEnd();
    if (status === 0) {
      this.#result(id, output, {
        stdout: stdout.trimEnd(),
        stderr: stderr.trimEnd(),
        interrupted: false,
        isImage: false,
      });
    } else {
      const error = `Exit code ${status}\n${output}`;
      this.#result(id, error, `Error: ${error}`, { is_error: true });
    }
  }

  grep(pattern) {
    const id = this.#call('Grep', { pattern, output_mode: 'content', '-n': true });
    const { stdout } = spawnSync('grep', ['-rnE', pattern, 'src', 'test'], {
      cwd: this.#folder,
      encoding: 'utf8',
    });
    const content = stdout.trimEnd();
    this.#clock.pause(80);
    this.#result(id, content, {
      mode: 'content',
      numFiles: 0,
      filenames: [],
      content,
      numLines: content.split('\n').length,
    });
  }

  read(path) {
    const filePath = join(this.#folder, path);
    const id = this.#call('Read', { file_path: filePath });
    const content = readFileSync(filePath, 'utf8').replace(/\n$/, '');
    const lines = content.split('\n');
    this.#clock.pause(60);
    this.#result(id, lines.map((line, i) => `${String(i + 1).padStart(6)}→${line}`).join('\n'), {
      type: 'text',
      file: { filePath, content, numLines: lines.length, startLine: 1, totalLines: lines.length },
    });
  }

  edit(path, oldString, newString) {
    const filePath = join(this.#folder, path);
    const id = this.#call('Edit', {
      file_path: filePath,
      old_string: oldString,
      new_string: newString,
      replace_all: false,
    });
    const originalFile = readFileSync(filePath, 'utf8');
    if (!originalFile.includes(oldString)) throw new Error(`${path} has no ${JSON.stringify(oldString)}`);
    writeFileSync(
      filePath,
      originalFile.replace(oldString, () => newString),
    );
    this.#clock.pause(90);
    this.#result(id, `The file ${filePath} has been updated successfully.`, {
      filePath,
      oldString,
      newString,
      originalFile,
      structuredPatch: hunks(originalFile, readFileSync(filePath, 'utf8')),
      userModified: false,
      replaceAll: false,
    });
  }

  todos(entries) {
    const todos = entries.map(([content, status]) => ({ content, status, activeForm: content }));
    const id = this.#call('TodoWrite', { todos });
    this.#clock.pause(30);
    this.#result(id, 'Todos have been modified successfully.', { oldTodos: [], newTodos: todos });
  }

  /** The log, one record a line. */
  toString() {
    return `${this.#records.map((record) => JSON.stringify(record)).join('\n')}\n`;
  }

  #call(name, input) {
    this.#clock.pause(1200);
    const id = `toolu_${this.#uuid(`tool ${this.#count}`).replaceAll('-', '').slice(0, 24)}`;
    this.#assistant({ type: 'tool_use', id, name, input });
    return id;
  }

  #result(id, content, toolUseResult, more = {}) {
    this.#add({
      type: 'user',
      message: { role: 'user', content: [{ tool_use_id: id, type: 'tool_result', content, ...more }] },
      toolUseResult,
    });
    this.#message += 1;
  }

  #assistant(block) {
    this.#add({
      type: 'assistant',
      message: {
        model: 'scripted',
        id: `msg_${this.#uuid(`message ${this.#message}`).replaceAll('-', '').slice(0, 24)}`,
        type: 'message',
        role: 'assistant',
        content: [block],
        stop_reason: null,
        stop_sequence: null,
      },
    });
  }

  #add(record) {
    const uuid = this.#uuid(`record ${this.#count}`);
    this.#count += 1;
    this.#records.push({
      parentUuid: this.#parent,
      isSidechain: false,
      userType: 'external',
      cwd: this.#folder,
      sessionId: this.sessionId,
      version: '2.1.45',
      gitBranch: this.branch,
      ...record,
      uuid,
      timestamp: new Date(this.#clock.wallTime).toISOString(),
    });
    this.#parent = uuid;
  }

  /** A UUID that is the same each time the script runs. */
  #uuid(name) {
    const hex = createHash('sha256')
      .update(`${this.sessionId ?? 'sample'} ${name}`)
      .digest('hex');
    return [
      hex.slice(0, 8),
      hex.slice(8, 12),
      `4${hex.slice(13, 16)}`,
      `8${hex.slice(17, 20)}`,
      hex.slice(20, 32),
    ].join('-');
  }
}

/** Hunks between two texts as `diff -U3` sees them, in the shape of `structuredPatch`. */
function hunks(before, after) {
  const folder = join('/tmp', `reprise-diff-${process.pid}`);
  writeFileSync(`${folder}.a`, before);
  writeFileSync(`${folder}.b`, after);
  const { stdout } = spawnSync('diff', ['-U3', `${folder}.a`, `${folder}.b`], { encoding: 'utf8' });
  const found = [];
  for (const line of stdout.split('\n').slice(2)) {
    const header = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/.exec(line);
    if (header) {
      const [, oldStart, oldLines = '1', newStart, newLines = '1'] = header;
      found.push({
        oldStart: +oldStart,
        oldLines: +oldLines,
        newStart: +newStart,
        newLines: +newLines,
        lines: [],
      });
    } else if (line !== '') {
      found.at(-1).lines.push(line);
    }
  }
  return found;
}
