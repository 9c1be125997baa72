/** Where the tools keep their sessions, and for how long. Computed from the environment; no disk is touched. */

import { posix, win32 } from 'node:path';
import { claudeCodeRetention, geminiRetention, type Retention } from './retention.ts';
import type { SearchEnvironment } from './search-environment.ts';

/** A folder of a tool with files that are a session each. */
export interface SessionFolder {
  /** Absolute. */
  readonly path: string;
  /** Folders below it that sessions may lie in, counted in levels. */
  readonly depth: number;
  /** Matches the paths of sessions, relative to the folder, `/`-separated. Files of subagents are none. */
  readonly sessions: RegExp;
  /** Folder that a session's files name each other in, relative to this one. Default: that of the session's file. */
  readonly root?: (path: string) => string;
  /** Folder with more files of a session, relative to this one. */
  readonly parts?: (path: string) => string | undefined;
  /** A JSON document that says more of a session, relative to this folder. */
  readonly facts?: (path: string) => string;
  /** What tells the project of a session that does not name it itself. */
  readonly projects?: ProjectNames;
}

/** How the name of a project's folder becomes a project: the first part of a session's path is what stands for it. */
export interface ProjectNames {
  /** A JSON file of the tool, absolute, that lists projects. */
  readonly registry?: string;
  /** Folders are named by this hash of the project's path. */
  readonly hash?: 'sha256' | 'md5';
}

export interface ToolPlace {
  /** Id of the importer. */
  readonly tool: string;
  /** Name for people. */
  readonly label: string;
  readonly folders: readonly SessionFolder[];
  /** Absent: the tool is not known to delete sessions on its own. */
  readonly retention?: Retention;
}

/** Name of the history that Aider keeps in each project. */
const AIDER_HISTORY = '.aider.chat.history.md';

/** The places of all tools that keep their sessions in the home folder; see `docs/cli.md`. */
export function toolPlaces(environment: SearchEnvironment): readonly ToolPlace[] {
  return [claudeCode, codex, geminiCli, cursor, openCode, copilotCli, kimi].map((place) =>
    place(new Paths(environment)),
  );
}

/**
 * Where Aider's histories may be: it writes one in each project, so not every one can be found without walking over
 * the whole disk.
 *
 * @param projects - absolute paths that sessions of other tools name as their projects
 */
export function aiderHistories(
  environment: SearchEnvironment,
  projects: Iterable<string>,
): readonly string[] {
  const paths = new Paths(environment);
  const { env, home, cwd } = environment;
  const named = env['AIDER_CHAT_HISTORY_FILE'];
  const folders = [home, ...paths.upwards(cwd), ...projects].filter((folder) => paths.isAbsolute(folder));
  return [
    ...new Set([
      ...(named === undefined || named === '' ? [] : [paths.resolve(cwd, named)]),
      ...folders.map((folder) => paths.join(folder, AIDER_HISTORY)),
    ]),
  ];
}

/** Paths as the platform writes them, whatever this computer's is. */
class Paths {
  readonly environment: SearchEnvironment;
  readonly #path: typeof posix;

  constructor(environment: SearchEnvironment) {
    this.environment = environment;
    this.#path = environment.platform === 'win32' ? win32 : posix;
  }

  join(...parts: readonly string[]): string {
    return this.#path.join(...parts);
  }

  resolve(...parts: readonly string[]): string {
    return this.#path.resolve(...parts);
  }

  isAbsolute(path: string): boolean {
    return this.#path.isAbsolute(path);
  }

  /** A folder and all that it lies in, as far as the home folder, or the root. */
  upwards(folder: string): readonly string[] {
    const found: string[] = [];
    for (let next = folder; ; next = this.#path.dirname(next)) {
      found.push(next);
      if (next === this.environment.home || next === this.#path.dirname(next)) return found;
    }
  }

  /** A path below the home folder. */
  home(...parts: readonly string[]): string {
    return this.#path.join(this.environment.home, ...parts);
  }

  /** The folder that a variable names, else one below the home folder. */
  named(variable: string, ...otherwise: readonly string[]): string {
    const named = this.environment.env[variable];
    return named === undefined || named === '' ? this.home(...otherwise) : this.#path.resolve(named);
  }
}

function claudeCode(paths: Paths): ToolPlace {
  const named = paths.environment.env['CLAUDE_CONFIG_DIR'];
  const configs =
    named === undefined || named === ''
      ? [paths.home('.claude'), paths.join(paths.named('XDG_CONFIG_HOME', '.config'), 'claude')]
      : [paths.resolve(named)];
  return {
    tool: 'claude-code',
    label: 'Claude Code',
    folders: configs.map((config) => ({
      path: paths.join(config, 'projects'),
      depth: 1,
      sessions: /^[^/]+\/(?!agent-)[^/]+\.jsonl$/,
      parts: (path) => path.replace(/\.jsonl$/, ''),
    })),
    retention: claudeCodeRetention(
      paths.environment,
      configs.map((config) => paths.join(config, 'settings.json')),
    ),
  };
}

function codex(paths: Paths): ToolPlace {
  const root = paths.named('CODEX_HOME', '.codex');
  return {
    tool: 'codex-cli',
    label: 'Codex',
    folders: [
      {
        path: paths.join(root, 'sessions'),
        depth: 3,
        sessions: /^(?:\d{4}\/\d\d\/\d\d\/)?rollout-[^/]+\.jsonl?$/,
      },
      { path: paths.join(root, 'archived_sessions'), depth: 0, sessions: /^rollout-[^/]+\.jsonl?$/ },
    ],
  };
}

function geminiCli(paths: Paths): ToolPlace {
  const root = paths.join(paths.named('GEMINI_CLI_HOME'), '.gemini');
  return {
    tool: 'gemini-cli',
    label: 'Gemini CLI',
    folders: [
      {
        path: paths.join(root, 'tmp'),
        depth: 2,
        sessions: /^[^/]+\/chats\/session-[^/]+\.jsonl?$/,
        projects: { registry: paths.join(root, 'projects.json'), hash: 'sha256' },
      },
    ],
    retention: geminiRetention(paths.environment, paths.join(root, 'settings.json')),
  };
}

function cursor(paths: Paths): ToolPlace {
  return {
    tool: 'cursor',
    label: 'Cursor',
    folders: [
      {
        path: paths.home('.cursor', 'projects'),
        depth: 3,
        sessions: /^[^/]+\/agent-transcripts\/(?:[^/]+|([^/]+)\/\1)\.jsonl$/,
        parts: (path) => (path.split('/').length > 3 ? path.slice(0, path.lastIndexOf('/')) : undefined),
        projects: {},
      },
    ],
  };
}

function openCode(paths: Paths): ToolPlace {
  const shared = paths.named('XDG_DATA_HOME', '.local', 'share');
  return {
    tool: 'opencode',
    label: 'OpenCode',
    folders: [
      {
        path: paths.join(shared, 'opencode', 'storage'),
        depth: 2,
        sessions: /^session\/[^/]+\/ses_[^/]+\.json$/,
        root: () => '.',
        parts: (path) => `message/${stem(path)}`,
      },
    ],
  };
}

function copilotCli(paths: Paths): ToolPlace {
  return {
    tool: 'copilot-cli',
    label: 'Copilot CLI',
    folders: [
      {
        path: paths.join(paths.named('COPILOT_HOME', '.copilot'), 'session-state'),
        depth: 1,
        sessions: /^(?:[^/]+\/events|[^/]+)\.jsonl$/,
      },
    ],
  };
}

/** Two products: Kimi Code, and kimi-cli before it. */
function kimi(paths: Paths): ToolPlace {
  const [code, cli] = [paths.named('KIMI_CODE_HOME', '.kimi-code'), paths.named('KIMI_SHARE_DIR', '.kimi')];
  return {
    tool: 'kimi-code',
    label: 'Kimi Code',
    folders: [
      {
        path: paths.join(code, 'sessions'),
        depth: 4,
        sessions: /^[^/]+\/[^/]+\/agents\/main\/wire\.jsonl$/,
        root: sessionFolder,
        parts: (path) => `${sessionFolder(path)}/agents`,
        facts: (path) => `${sessionFolder(path)}/state.json`,
      },
      {
        path: paths.join(cli, 'sessions'),
        depth: 2,
        sessions: /^[^/]+\/[^/]+\/wire\.jsonl$/,
        parts: sessionFolder,
        facts: (path) => `${sessionFolder(path)}/state.json`,
        projects: { registry: paths.join(cli, 'kimi.json'), hash: 'md5' },
      },
    ],
  };
}

function sessionFolder(path: string): string {
  return path.split('/').slice(0, 2).join('/');
}

function stem(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).replace(/\.[^.]*$/, '');
}
