import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectPath } from '../helpers/project-path.ts';

const MAIN = projectPath('dist/cli/main.js');

export interface CliResult {
  readonly code: number | null;
  readonly stdout: Buffer;
  /** What stdout says as text. */
  readonly text: string;
  readonly stderr: string;
}

export interface CliRun {
  readonly result: Promise<CliResult>;
  kill(signal: NodeJS.Signals): void;
  /** Resolves when stdout or stderr has said something that matches. */
  said(pattern: RegExp): Promise<RegExpMatchArray>;
}

export interface CliOptions {
  readonly cwd: string;
  readonly stdin?: Buffer | string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs the built command line as a process of its own. */
export function startCli(parameters: readonly string[], { cwd, stdin, env }: CliOptions): CliRun {
  const child = spawn(process.execPath, [MAIN, ...parameters], {
    cwd,
    env: { ...process.env, NO_COLOR: '1', ...env },
  });
  const stdout: Buffer[] = [];
  let stderr = '';
  const listeners = new Set<() => void>();
  const notify = (): void => listeners.forEach((listener) => listener());
  child.stdout.on('data', (chunk: Buffer) => {
    stdout.push(chunk);
    notify();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
    notify();
  });
  child.stdin.on('error', () => undefined);
  child.stdin.end(stdin);
  const result = new Promise<CliResult>((resolve) => {
    child.on('close', (code) => {
      const bytes = Buffer.concat(stdout);
      resolve({ code, stdout: bytes, text: bytes.toString(), stderr });
    });
  });
  return {
    result,
    kill: (signal) => void child.kill(signal),
    said: (pattern) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const match = pattern.exec(Buffer.concat(stdout).toString() + stderr);
          if (!match) return;
          listeners.delete(look);
          resolve(match);
        };
        listeners.add(look);
        void result.then(() =>
          reject(new Error(`the command ended without saying ${pattern.source}: ${stderr}`)),
        );
        look();
      }),
  };
}

export function runCli(parameters: readonly string[], options: CliOptions): Promise<CliResult> {
  return startCli(parameters, options).result;
}

/** Variables of a process that finds nobody's sessions but those of a made-up home folder. */
export function homeEnvironment(home: string): Record<string, string> {
  const named = ['CLAUDE_CONFIG_DIR', 'CODEX_HOME', 'GEMINI_CLI_HOME', 'COPILOT_HOME', 'KIMI_CODE_HOME'];
  const others = [
    'KIMI_SHARE_DIR',
    'XDG_DATA_HOME',
    'XDG_CONFIG_HOME',
    'AIDER_CHAT_HISTORY_FILE',
    'REPRISE_DIR',
  ];
  return {
    ...Object.fromEntries([...named, ...others].map((name) => [name, ''])),
    HOME: home,
    USERPROFILE: home,
  };
}

/** A temporary folder with files in it, removed by `remove`. */
export class TempFolder {
  readonly path = mkdtempSync(join(tmpdir(), 'reprise-test-'));

  /** Writes a file and returns its path. */
  file(name: string, content: string | Uint8Array): string {
    const path = join(this.path, name);
    writeFileSync(path, content);
    return path;
  }

  join(...parts: readonly string[]): string {
    return join(this.path, ...parts);
  }

  /** Names of everything in it. */
  get names(): string[] {
    return readdirSync(this.path).sort();
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}

/** A small recording; `lines` of output, one a second. */
export function castText(lines = 3): string {
  const header = { version: 2, width: 80, height: 24, timestamp: 1_767_600_000, title: 'A small recording' };
  const events = Array.from({ length: lines }, (_, index) => [index, 'o', `line ${index}\r\n`]);
  return [header, ...events].map((line) => `${JSON.stringify(line)}\n`).join('');
}

/** A small Claude Code log: a prompt, a command, an answer. */
export function logText(): string {
  const base = {
    sessionId: '11111111-1111-4111-8111-111111111111',
    version: '2.1.0',
    cwd: '/home/dev/app',
    gitBranch: 'main',
    isSidechain: false,
    userType: 'external',
  };
  const records = [
    {
      ...base,
      type: 'user',
      uuid: 'u1',
      parentUuid: null,
      timestamp: '2026-01-05T08:00:00.000Z',
      message: { role: 'user', content: 'Why does the token refresh fail after an hour?' },
    },
    {
      ...base,
      type: 'assistant',
      uuid: 'a1',
      parentUuid: 'u1',
      timestamp: '2026-01-05T08:00:04.000Z',
      message: {
        id: 'msg_1',
        role: 'assistant',
        model: 'claude-test',
        content: [{ type: 'tool_use', id: 'toolu_1', name: 'Bash', input: { command: 'npm test' } }],
        usage: { input_tokens: 10, output_tokens: 5 },
      },
    },
    {
      ...base,
      type: 'user',
      uuid: 'u2',
      parentUuid: 'a1',
      timestamp: '2026-01-05T08:00:09.000Z',
      message: {
        role: 'user',
        content: [
          {
            type: 'tool_result',
            tool_use_id: 'toolu_1',
            content: '1 failing test: refresh happens too late',
          },
        ],
      },
      toolUseResult: {
        stdout: '1 failing test: refresh happens too late',
        stderr: '',
        interrupted: false,
        isImage: false,
      },
    },
    {
      ...base,
      type: 'assistant',
      uuid: 'a2',
      parentUuid: 'u2',
      timestamp: '2026-01-05T08:00:12.000Z',
      message: {
        id: 'msg_2',
        role: 'assistant',
        model: 'claude-test',
        content: [{ type: 'text', text: 'The refresh starts only once the token has expired already.' }],
        usage: { input_tokens: 20, output_tokens: 9 },
      },
    },
  ];
  return records.map((record) => `${JSON.stringify(record)}\n`).join('');
}

/** A log in the envelope of one tool with messages in the form of none: it is taken for one of Claude Code. */
export function foreignLogText(): string {
  const base = { sessionId: '22222222-2222-4222-8222-222222222222', cwd: '/home/dev/app' };
  const times = ['00', '04', '09'];
  const records = times.map((second, index) => ({
    ...base,
    type: index === 0 ? 'user' : 'assistant',
    uuid: `f${index}`,
    parentUuid: index === 0 ? null : `f${index - 1}`,
    timestamp: `2026-01-05T08:00:${second}.000Z`,
    message: {
      role: index === 0 ? 'user' : 'model',
      segments: [{ text: `Words in a place where nobody looks for them, number ${index}.` }],
    },
  }));
  return records.map((record) => `${JSON.stringify(record)}\n`).join('');
}
