import type { EventMeta, Json, SourceToolContent } from '../../../format/index.ts';
import type { StartedCall } from '../../records/session-writer.ts';
import type { ToldTexts } from '../../kept/told-texts.ts';
import type { CallFacts } from './session-facts.ts';

/** A tool's result while it is translated. */
export interface ToolResult {
  /** Its call; of one that is not in the log, nothing is known. */
  readonly call: Pick<StartedCall, 'id' | 'name' | 'input'>;
  readonly facts: CallFacts | undefined;
  /** Structured result: an object, an array (MCP), a string (failed), or nothing. */
  readonly value: unknown;
  /** What the model was given, reminders taken out. */
  readonly words: readonly string[];
  /** Images and other blocks of what the model was given. */
  readonly media: readonly SourceToolContent[];
  /** Blocks of unknown kinds: they go along, and are not shown. */
  readonly others: readonly Json[];
  readonly status: 'completed' | 'failed';
  readonly reason?: EventMeta['reason'];
  /** What the events of this call tell already. */
  readonly told: ToldTexts;
}

/** How a result is shown. */
export interface ResultView {
  /** Of a command: its output. */
  readonly text?: string;
  readonly exitCode?: number;
  readonly content: readonly SourceToolContent[];
  /** Fields of the structured result that are shown by other means. */
  readonly without?: readonly string[];
  /** Text for the model that is not part of the result, kept as far as it says anything new. */
  readonly remark?: string;
}
