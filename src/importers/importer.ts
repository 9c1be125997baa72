import type { RecordIdentity } from './sources/line-survey.ts';
import type { ImportSource } from './sources/import-source.ts';
import type { Diagnostic, SessionEvent } from '../format/index.ts';
import type { Glance } from './glance.ts';

/** What the paths of a folder's files tell of it; see `Importer.folder`. */
export interface FolderContent {
  /**
   * Files that are a source each. `path` is relative to the folder that was looked at; `root`, a folder above the
   * file, is what the paths of `ImportSource.sibling` are relative to. Default: the folder of the file.
   */
  readonly sources: readonly { readonly path: string; readonly root?: string }[];
  /** Files that belong to one of the sources, which finds them by `sibling`: no sources of their own. */
  readonly parts: readonly string[];
}

export interface ImportOptions {
  readonly onDiagnostic?: (diagnostic: Diagnostic) => void;
  readonly signal?: AbortSignal;
  /** Takes recorded keystrokes (`i` events) too. They may hold passwords. Default false: they are counted. */
  readonly keepInput?: boolean;
  /** Id of the session to import, for sources that hold several (`Importer.sessions`). Default: the first. */
  readonly session?: string;
}

/** One of the sessions of a source that holds several: an account export, a history that is appended to. */
export interface SourceSession {
  /** Names it within its source, as long as the source does not change before it. */
  readonly id: string;
  readonly title?: string;
  /** Wall time, ms since 1970 UTC. */
  readonly startedAt?: number;
}

/** One tool's logs → session events. Deterministic: no clock, no environment, no disk. */
export interface Importer {
  /** Name from the registry, kebab-case: `claude-code`, `asciicast`. */
  readonly id: string;
  /** Name for people. */
  readonly label: string;
  /** Its sources are recordings of a terminal: what was shown, not what an agent did. Default: logs. */
  readonly recordsTerminal?: true;
  /**
   * How sure it is, 0 … 1, that `head` starts a source of its kind. Looks at content only, never at names.
   *
   * @param head - the first bytes of the source, at most `DETECTION_SIZE`, perhaps cut inside a line
   */
  detect(head: Uint8Array): number;
  /**
   * The sessions of a source, in its order; for tools that keep several in one file. Absent: always one.
   *
   * @throws {ImportError} as `import`
   */
  sessions?(source: ImportSource, options?: ImportOptions): Promise<readonly SourceSession[]>;
  /**
   * Finds the sources in a folder that is to be packed as a whole, for tools that spread a session over files
   * (subagents beside a log, a message a file): of files that only together say something, the most telling one.
   * Knows names only, so it may guess: each source it names is recognised by its content afterwards, and where none
   * is of this tool, nothing of what it said holds. Absent: every file that is recognised is a source.
   *
   * @param paths - of all files below the folder, `/`-separated, sorted
   */
  folder?(paths: readonly string[]): FolderContent;
  /**
   * Tells the copies of a record from other records, for JSON lines: tools that go on with a session in a new file
   * often repeat its history there, with other times or another session id. Absent: copies are equal lines.
   */
  readonly identify?: (line: string) => RecordIdentity;
  /** What its records say for a list of sessions; see `glanceAt`. Absent: nothing is known without an import. */
  readonly glance?: Glance;
  /**
   * Paths, as `ImportSource.sibling` takes them, of other files that are part of the same recording and that
   * `import` reads too: a caller that is given them as well does not import them again. Absent: never any.
   */
  companions?(source: ImportSource): Promise<readonly string[]>;
  /**
   * Yields `session` first and `report` last; times never decrease; every record ends up in the report.
   *
   * @throws {ImportError} `empty-source`, `unsupported-source` when nothing of it can be read, `unknown-session`
   *   when it does not hold the session that is asked for
   */
  import(source: ImportSource, options?: ImportOptions): AsyncIterable<SessionEvent>;
}

/** Bytes of a source's head that recognition looks at. */
export const DETECTION_SIZE = 256 * 1024;
