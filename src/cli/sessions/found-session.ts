/** A session of a tool on this computer, as its place and a look at its log tell it. */
export interface FoundSession {
  /** Id of the importer that reads it. */
  readonly tool: string;
  /** Absolute. */
  readonly path: string;
  /** Names it within its file, for files that hold several sessions. */
  readonly session?: string;
  /** Bytes of the file. */
  readonly size: number;
  /** Last change of the file, ms since 1970 UTC. */
  readonly modifiedAt: number;
  readonly title?: string;
  /** The first prompt, shortened to one line. */
  readonly prompt?: string;
  /** Wall times of the first and last record, ms since 1970 UTC; absent where the tool writes none. */
  readonly startedAt?: number;
  readonly endedAt?: number;
  /** Folder that the tool worked in, or the tool's name for it. */
  readonly project?: string;
  readonly branch?: string;
  /** Id that the tool gave it. */
  readonly sessionId?: string;
  /** Prompts that were seen; absent when nobody counted. */
  readonly turns?: number;
  /** Subagents that it started; absent where there are none, as far as is known. */
  readonly subagents?: number;
  /** Of one of several sessions of a file: another one when the session has changed. */
  readonly revision?: string;
  /** The log was looked at as a whole; else there may be more turns. */
  readonly turnsExact: boolean;
  /** Answers were seen and no prompt: it may be of another tool than it was taken for. */
  readonly isDoubtful?: true;
  /** When the tool will delete it, ms since 1970 UTC; absent when it will not, as far as is known. */
  readonly expiresAt?: number;
  /** Folder of the tool that it was found in, absolute. */
  readonly place: string;
  /** Folder that its files name each other in, and folder with more of them, absolute. */
  readonly root?: string;
  readonly parts?: string;
  /** Logs of its subagents that lie among those of sessions, absolute. */
  readonly subagentLogs?: readonly string[];
}

/** When anything last happened in a session. */
export function lastActivity({ endedAt, modifiedAt }: FoundSession): number {
  return endedAt ?? modifiedAt;
}

/** When a session began, as far as is known. */
export function startOf({ startedAt, modifiedAt }: FoundSession): number {
  return startedAt ?? modifiedAt;
}

/** What a list calls a session: its title, else its first prompt. */
export function nameOf({ title, prompt }: FoundSession): string | undefined {
  return title ?? prompt;
}
