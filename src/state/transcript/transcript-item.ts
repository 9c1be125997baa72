import type {
  ContentBlock,
  EventMeta,
  Json,
  JsonObject,
  NoticeName,
  PlanEntry,
  ResourceLinkBlock,
  TokenUsage,
  ToolCallContent,
  ToolKind,
  ToolLocation,
  ToolStatus,
  UsageUpdate,
} from '../../format/index.ts';

/** What every item has. Items are frozen; one that did not change keeps its identity. */
interface ItemBase {
  /** Id of the event that began it; links point here. */
  readonly id: string;
  /** Session time of its first and of its latest event, ms. */
  readonly time: number;
  readonly end: number;
  /** The time comes from neighbours. */
  readonly approximate?: true;
  /** Abandoned branch it belongs to. */
  readonly branch?: string;
  /**
   * Tokens of the answer that it begins; where a source counts an answer after it, they stand at the last item of that.
   * What items do not tell is unknown.
   */
  readonly usage?: TokenUsage;
  /** What the session had cost in all by then. */
  readonly cost?: NonNullable<UsageUpdate['cost']>;
}

/** What a person asked. `turn` counts from 1. */
export interface PromptItem extends ItemBase {
  readonly type: 'prompt';
  readonly turn: number;
  readonly content: readonly ContentBlock[];
  readonly origin?: EventMeta['origin'];
}

/** What the agent wrote. */
export interface MessageItem extends ItemBase {
  readonly type: 'message';
  readonly content: readonly ContentBlock[];
  readonly model?: string;
  readonly origin?: EventMeta['origin'];
}

/** What the agent thought. Empty content: the vendor keeps it hidden. */
export interface ThoughtItem extends ItemBase {
  readonly type: 'thought';
  readonly content: readonly ContentBlock[];
  readonly model?: string;
}

/** A tool call with everything its updates have said so far. */
export interface ToolItem extends ItemBase {
  readonly type: 'tool';
  readonly toolCallId: string;
  readonly toolName?: string;
  readonly title: string;
  readonly kind: ToolKind;
  readonly status: ToolStatus;
  readonly reason?: EventMeta['reason'];
  /** The author took out part of what it said. */
  readonly cut?: true;
  readonly content: readonly ToolCallContent[];
  readonly locations: readonly ToolLocation[];
  readonly rawInput?: JsonObject;
  readonly rawOutput?: JsonObject;
  /** Milliseconds the tool says it took. */
  readonly duration?: number;
  /** Transcript track of the subagent it started. */
  readonly subagent?: string;
}

/** The plan or todo list as it stood; plans that follow each other are one item. */
export interface PlanItem extends ItemBase {
  readonly type: 'plan';
  readonly entries: readonly PlanEntry[];
}

/** Something around the conversation: `notice` is the event's kind without `_reprise/`, or `mode`. */
export interface NoticeItem extends ItemBase {
  readonly type: 'notice';
  readonly notice: NoticeName | 'mode';
  readonly text?: string;
  readonly toolCallId?: string;
  readonly data?: JsonObject;
}

/** A child session that no tool call on this track started. */
export interface SubagentItem extends ItemBase {
  readonly type: 'subagent';
  readonly track: string;
  readonly title?: string;
}

/** A record nobody understood, shown folded. */
export interface UnknownItem extends ItemBase {
  readonly type: 'unknown';
  readonly recordType?: string;
  readonly value?: Json;
  readonly content?: ResourceLinkBlock;
}

/** One thing a transcript shows: events folded by message, tool call and turn. */
export type TranscriptItem =
  PromptItem | MessageItem | ThoughtItem | ToolItem | PlanItem | NoticeItem | SubagentItem | UnknownItem;
