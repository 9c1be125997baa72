import type { RecordIdentity } from './sources/line-survey.ts';
import type { ImportSource } from './sources/import-source.ts';
import type { Diagnostic, SessionEvent } from '../format/index.ts';

/** What an import takes into account. */
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
  /** The first prompt on one line, of sessions without a title. */
  readonly prompt?: string;
  /** Wall time, ms since 1970 UTC. */
  readonly startedAt?: number;
  /** Wall time of the last change, ms since 1970 UTC. */
  readonly endedAt?: number;
  /** Folder that the tool worked in. */
  readonly project?: string;
  /** Prompts, those of abandoned branches too; absent where that is not known without an import. */
  readonly turns?: number;
  /** Subagents that it started, where they are sessions of the source too. */
  readonly subagents?: number;
  /** Another one whenever the session has changed, as cheaply as it can be told. Default: `endedAt`. */
  readonly revision?: string;
}

/** What tells whether a session of a source has changed; `undefined` where nothing but its content does. */
export function revisionOf({ revision, endedAt }: SourceSession): string | undefined {
  return revision ?? (endedAt === undefined ? undefined : String(endedAt));
}

/** One tool's logs → session events. Deterministic: no clock, no environment, no disk. What is known of the tool without it: `Tool`. */
export interface Importer {
  /** That of its row in the table of tools: `claude-code`, `asciicast`. */
  readonly id: string;
  /**
   * The sessions of a source, in its order; for tools that keep several in one file. Absent: always one. An empty list:
   * the source is of a form that holds one only.
   *
   * @throws {ImportError} as `import`
   */
  sessions?(source: ImportSource, options?: ImportOptions): Promise<readonly SourceSession[]>;
  /**
   * Tells the copies of a record from other records, for JSON lines: tools that go on with a session in a new file
   * often repeat its history there, with other times or another session id. Absent: copies are equal lines.
   */
  readonly identify?: (line: string) => RecordIdentity;
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
