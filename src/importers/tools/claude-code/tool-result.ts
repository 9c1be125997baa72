import type { EventMeta, JsonObject, SourceToolContent } from '../../../format/index.ts';
import type { ShownText } from '../../kept/shown-text.ts';
import type { OpenCall } from './session.ts';

/** A tool's result while it is translated. */
export interface ToolResult {
  readonly call: OpenCall;
  /** Structured result: an object, an array (MCP), a string (failed), or nothing. */
  readonly value: unknown;
  /** What the model was given, reminders taken out. */
  readonly words: readonly string[];
  /** Images and other blocks of what the model was given. */
  readonly media: readonly SourceToolContent[];
  readonly status: 'completed' | 'failed';
  readonly reason?: EventMeta['reason'];
  /** What the events of this call show already. */
  readonly shown: ShownText;
}

/** How a result is shown. */
export interface ResultView {
  readonly content: readonly SourceToolContent[];
  /** Fields of the structured result that are shown by other means. */
  readonly without?: readonly string[];
  /** Facts beyond content and structured result. */
  readonly facts?: JsonObject;
  /** Text for the model that is not part of the result, kept as far as it says anything new. */
  readonly remark?: string;
}

export function textContent(words: string): SourceToolContent {
  return { type: 'content', content: { type: 'text', text: words } };
}
