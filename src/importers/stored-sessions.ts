/**
 * Where a tool keeps its sessions on a computer, and for how long: as data, since nothing here knows a disk. The command
 * line makes paths of it, with home folder, platform and environment.
 */

/**
 * A path of any computer, `/`-separated: `~` at its start is the home folder, `${NAME:-path}` at its start the folder
 * that an environment variable names, or `path` where it is not set or empty. `path` may be such a path again.
 */
export type PathRule = string;

/** A path that holds on some computers only. */
export interface PlacedPath {
  readonly path: PathRule;
  /** Default: everywhere. */
  readonly on?: 'mac' | 'windows' | 'others';
  /**
   * Environment variable that lists folders, separated as in `PATH` or by commas: there is such a path below each of them,
   * and none where it is not set.
   */
  readonly each?: string;
  /** Holds only where this environment variable is not set, or empty. */
  readonly unless?: string;
}

/** A folder of a tool with files that are a session each. */
export interface SessionFolder {
  readonly place: PlacedPath;
  /**
   * Environment variable that names a file of sessions, in the folder if it is relative. Where it is set, that file is
   * looked at in place of those that match `sessions`; where it is not, there is none.
   */
  readonly fileIn?: string;
  /** Folders below it that sessions may lie in, counted in levels. */
  readonly depth: number;
  /** Matches the paths of sessions, relative to the folder, `/`-separated. Files of subagents are none. */
  readonly sessions: RegExp;
  /** Folder that a session's files name each other in, relative to this one. Default: that of the session's file. */
  readonly root?: (path: string) => string;
  /**
   * Folder with more files of a session, relative to this one.
   *
   * @param sessionId - that the session says of itself
   */
  readonly parts?: (path: string, sessionId: string | undefined) => string | undefined;
  /** Matches the logs of subagents, relative to the folder of `parts`, `/`-separated. Default: there are none. */
  readonly subagents?: RegExp;
  /** A file that says more of a session, relative to this folder; the glance of the tool reads it. */
  readonly facts?: (path: string) => string;
  /** Id of a session, where the path tells it: what a database holds under the same id is not listed twice. */
  readonly idOf?: (path: string) => string;
  /** What tells the project of a session that does not name it itself. */
  readonly projects?: ProjectNames;
}

/** How the name of a project's folder becomes a project: the first part of a session's path is what stands for it. */
export interface ProjectNames {
  /** A JSON file of the tool that lists projects. */
  readonly registry?: PathRule;
  /** Folders are named by this hash of the project's path. */
  readonly hash?: 'sha256' | 'md5';
}

/** When a tool deletes sessions on its own. */
export interface Retention {
  /** JSON files that may set it, the strongest first. */
  readonly settings: readonly PlacedPath[];
  /**
   * For how long sessions are kept, ms; `undefined`: for ever.
   *
   * @param settings - what stands in the files; those that are missing or no JSON are left out
   */
  readonly periodOf: (settings: readonly unknown[]) => number | undefined;
  /** What the age of a session is counted from: the time its file was changed, or its last record. */
  readonly countsFrom: 'modified' | 'ended';
}

/** What is known of the sessions that a tool keeps. */
export interface StoredSessions {
  readonly folders: readonly SessionFolder[];
  /** A file that it writes into each project it works in, in place of a folder of its own. */
  readonly inProjects?: {
    /** Its path in the folder of the project. */
    readonly name: string;
    /** Environment variable that names such a file, wherever it is. */
    readonly variable?: string;
    /** A JSON file of the tool that lists the projects it worked in. */
    readonly registry?: PathRule;
  };
  /** Absent: it is not known to delete sessions. */
  readonly retention?: Retention;
}

/** A day in ms. */
export const DAY = 86_400_000;
