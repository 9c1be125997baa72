import type { JsonObject, PlanEntry, SourceChange, SourceFileRead } from '../../format/index.ts';
import type { LogRecord } from '../sources/log-record.ts';
import type { ShellCommand } from '../records/synthesised-terminal.ts';
import type { ToolEntry } from '../records/tool-description.ts';

/** A call of a tool, as far as it says what it is. */
export interface AskedCall {
  readonly name: string;
  /** Empty where the arguments are no object. */
  readonly args: LogRecord;
}

/** A change of one file that a call asks for. */
export type AskedChange = Pick<SourceChange, 'path' | 'op' | 'from' | 'before' | 'after' | 'edits' | 'hunks'>;

/** What a call asks to change. */
export interface AskedChanges {
  readonly changes: readonly AskedChange[];
  /** Names of the arguments whose texts the changes hold. */
  readonly inputs: readonly string[];
  /** What these arguments say that the changes do not. */
  readonly remainder?: string | undefined;
}

/** What a result says, once it is known which call it answers. What is absent stays as it was. */
export interface ReadResult {
  /** What a person reads of it. Of a command: its output. */
  readonly text?: string | undefined;
  readonly exitCode?: number | undefined;
  /** Why the call failed; an exit code other than 0 says that it did. */
  readonly reason?: 'failed' | 'interrupted' | 'refused' | undefined;
  /** Lines of a file; they stand in the place of the text. */
  readonly read?: SourceFileRead | undefined;
  /** Changes that the result tells more of than the call. */
  readonly changes?: readonly AskedChange[] | undefined;
  readonly rawOutput?: JsonObject | undefined;
}

/** What the tools of an agent are, as its logs name them: data, and functions without a state. */
export interface ToolSet {
  /** How calls are shown, by name; tools of servers, and unknown ones, have none. */
  readonly entries: ReadonlyMap<string, ToolEntry>;
  /** The command that a call runs in a shell. */
  readonly commandOf: (call: AskedCall) => ShellCommand | undefined;
  readonly changesOf: (call: AskedCall) => AskedChanges | undefined;
  /** The plan that a call writes; `undefined` where it writes none. */
  readonly planOf?: (call: AskedCall) => readonly PlanEntry[] | undefined;
  /** Reads the words of a result. Absent: they are what a person reads. */
  readonly readResult?: (call: AskedCall, words: string) => ReadResult;
}
