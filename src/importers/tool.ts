import type { Glance } from './glance.ts';
import type { Importer } from './importer.ts';
import type { StoredSessions } from './stored-sessions.ts';

/** What the paths of a folder's files tell of it; see `Tool.folder`. */
export interface FolderContent {
  /**
   * Files that are a source each. `path` is relative to the folder that was looked at; `root`, a folder above the
   * file, is what the paths of `ImportSource.sibling` are relative to. Default: the folder of the file. `isCertain`:
   * its place beside other files tells what it is, so that it is a source also where its content is torn and tells
   * nothing.
   */
  readonly sources: readonly {
    readonly path: string;
    readonly root?: string;
    readonly isCertain?: boolean;
  }[];
  /** Files that belong to one of the sources, which finds them by `sibling`: no sources of their own. */
  readonly parts: readonly string[];
}

/** Tables of a SQLite database, each with the names of its columns; those that hold credentials are left out. */
export type StoreTables = ReadonlyMap<string, readonly string[]>;

/** How an agent is called in an archive of its sessions. */
export interface AgentNames {
  /** The product: `Claude Code`. */
  readonly name: string;
  /** The one who answers in the conversation: `Claude`. */
  readonly speaker: string;
}

/**
 * A tool whose logs or recordings can be imported, and what can be told of them without importing: little code, no
 * work when it is loaded. The importer itself is loaded when it is asked for.
 */
export interface Tool {
  /** Name from the registry, kebab-case: `claude-code`, `asciicast`. Names its folder, its page and its agent too. */
  readonly id: string;
  /** What its sources are called, for people. */
  readonly label: string;
  /** The agent whose sessions they are; absent for formats of several agents and for recordings. */
  readonly agent?: AgentNames;
  /** Its sources are recordings of a terminal: what was shown, not what an agent did. Default: logs. */
  readonly recordsTerminal?: true;
  /** Where it keeps its sessions on a computer. Absent: nowhere that is known. */
  readonly stored?: StoredSessions;
  /**
   * How sure it is, 0 … 1, that `head` starts a source of its kind. Looks at content only, never at names.
   *
   * @param head - the first bytes of the source, at most `DETECTION_SIZE`, perhaps cut inside a line
   */
  readonly detect: (head: Uint8Array) => number;
  /**
   * How sure it is, 0 … 1, that a SQLite database with these tables is a store of its sessions. Absent: it has none.
   */
  readonly detectStore?: (tables: StoreTables) => number;
  /**
   * Finds the sources in a folder that is to be packed as a whole, for tools that spread a session over files
   * (subagents beside a log, a message a file): of files that only together say something, the most telling one.
   * Knows names only, so it may guess: each source it names is recognised by its content afterwards, and where none
   * is of this tool, nothing of what it said holds. Absent: every file that is recognised is a source.
   *
   * @param paths - of all files below the folder, `/`-separated, sorted
   */
  readonly folder?: (paths: readonly string[]) => FolderContent;
  /** What its records say for a list of sessions; see `glanceAt`. Absent: nothing is known without an import. */
  readonly glance?: Glance;
  /** Loads its importer. Fails only where a module cannot be loaded. */
  readonly load: () => Promise<Importer>;
}
