/**
 * The records of the three track kinds, as they stand in an archive (spec sections 9 to 11).
 *
 * Transcript events are ACP v1 `session/update` payloads with a time and an id; everything ACP lacks has the
 * prefix `_reprise/`. Unknown kinds and unknown keys are legal everywhere and are passed through.
 */

export type TrackKind = 'transcript' | 'changes' | 'terminal';

/** Any JSON value. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json | undefined;
}

// ---------------------------------------------------------------------------------------------- content

export interface TextBlock {
  readonly type: 'text';
  readonly text: string;
}

/** In an archive an image has `uri` (`blobs/<sha256>.<ext>`); between importer and encoder it has base64 `data`. */
export interface ImageBlock {
  readonly type: 'image';
  readonly mimeType: string;
  readonly uri?: string;
  readonly data?: string;
}

/** A payload kept outside the track: text over 32 KiB, a document. `uri` is an entry path or a foreign URL. */
export interface ResourceLinkBlock {
  readonly type: 'resource_link';
  readonly uri: string;
  readonly name?: string;
  readonly mimeType?: string;
  /** Uncompressed bytes. */
  readonly size?: number;
}

/** A block of a kind this version does not know; shown as its type name, kept as it is. */
export interface OtherBlock {
  readonly type: '_reprise/other';
  readonly value: Json;
}

/** What a message consists of: MCP content blocks. */
export type ContentBlock = TextBlock | ImageBlock | ResourceLinkBlock | OtherBlock;

/** What a tool call shows: ACP `ToolCallContent` and ours. */
export type ToolCallContent =
  | { readonly type: 'content'; readonly content: ContentBlock }
  | TerminalReference
  | ChangeReference
  | FileReference;

/** A command's output, which lives in a terminal track. */
export interface TerminalReference {
  readonly type: 'terminal';
  /** Id of the terminal track: the entry is `terminal/<terminalId>.cast`. */
  readonly terminalId: string;
  readonly _meta: {
    readonly reprise: {
      /** Session time of the command's first and last output, ms. */
      readonly start: number;
      readonly end: number;
      readonly exitCode?: number;
      /** First and last lines of the output, at most 400 characters, escape sequences removed. */
      readonly excerpt?: string;
    };
  };
}

/** A change, referred to by the id of its event in `changes/main.ndjson`. */
export interface ChangeReference {
  readonly type: '_reprise/change';
  readonly id: string;
  readonly path: string;
  /** Lines added and removed. */
  readonly additions: number;
  readonly deletions: number;
}

/** Lines of a file whose text the changes track holds at that moment, in place of a copy of them. */
export interface FileReference {
  readonly type: '_reprise/file';
  readonly path: string;
  /** SHA-256 (hex) of the whole file at that time. */
  readonly sha256: string;
  /** First line shown, counted from 1, and how many. Absent: the whole file. */
  readonly startLine?: number;
  readonly lineCount?: number;
}

// ------------------------------------------------------------------------------------------- transcript

/** Tokens of one model response. Absent counts are unknown, not zero. */
export interface TokenUsage {
  readonly inputTokens?: number;
  readonly outputTokens?: number;
  readonly cacheReadTokens?: number;
  readonly cacheWriteTokens?: number;
}

/** `_meta.reprise` of a transcript event. */
export interface EventMeta {
  readonly model?: string;
  /** Usage of the message this event belongs to; stands on the first event of a message only. */
  readonly usage?: TokenUsage;
  /** Number of the source record, counted from 1. */
  readonly record?: number;
  /** The time is not from the source but from the event's neighbours. */
  readonly approximate?: true;
  /** Why a tool call has status `failed`. */
  readonly reason?: 'failed' | 'interrupted' | 'refused';
  /** Id of an abandoned branch this event belongs to: the user went back and took another way. */
  readonly branch?: string;
  /** Milliseconds the tool itself says it took. */
  readonly duration?: number;
  /** Name of the vendor's tool (`Bash`, `mcp__linear__get_issue`), on a `tool_call`. */
  readonly toolName?: string;
  /** Who wrote it: `synthetic` marks text made by the vendor's program, not by a person or model. */
  readonly origin?: 'human' | 'command' | 'queued' | 'synthetic';
  readonly [key: string]: Json | undefined | TokenUsage;
}

export type ToolKind =
  'read' | 'edit' | 'delete' | 'move' | 'search' | 'execute' | 'think' | 'fetch' | 'switch_mode' | 'other';

/** `failed` covers failed, interrupted and refused; `_meta.reprise.reason` says which. */
export type ToolStatus = 'pending' | 'in_progress' | 'completed' | 'failed';

export interface MessageChunk {
  readonly sessionUpdate: 'user_message_chunk' | 'agent_message_chunk' | 'agent_thought_chunk';
  /** Chunks with the same id are one message. */
  readonly messageId?: string;
  readonly content: ContentBlock;
}

export interface ToolLocation {
  readonly path: string;
  /** Line counted from 1. */
  readonly line?: number;
}

export interface ToolCall {
  readonly sessionUpdate: 'tool_call';
  readonly toolCallId: string;
  /** One line for people: the command, the path, the pattern. */
  readonly title: string;
  readonly kind?: ToolKind;
  readonly status?: ToolStatus;
  readonly content?: readonly ToolCallContent[];
  readonly locations?: readonly ToolLocation[];
  /** The vendor's input, without the parts that stand elsewhere (texts of a change, a command in `title`). */
  readonly rawInput?: JsonObject;
  readonly rawOutput?: JsonObject;
}

export interface ToolCallUpdate {
  readonly sessionUpdate: 'tool_call_update';
  readonly toolCallId: string;
  readonly title?: string;
  readonly kind?: ToolKind;
  readonly status?: ToolStatus;
  /** Replaces the content so far (ACP). */
  readonly content?: readonly ToolCallContent[];
  readonly locations?: readonly ToolLocation[];
  readonly rawInput?: JsonObject;
  readonly rawOutput?: JsonObject;
}

export interface PlanEntry {
  readonly content: string;
  readonly status: 'pending' | 'in_progress' | 'completed';
  readonly priority?: 'high' | 'medium' | 'low';
}

/** The whole plan or todo list; replaces the one before. */
export interface Plan {
  readonly sessionUpdate: 'plan';
  readonly entries: readonly PlanEntry[];
}

/** Tokens in context now, and the size of the window where known. */
export interface UsageUpdate {
  readonly sessionUpdate: 'usage_update';
  readonly used: number;
  readonly size?: number;
  readonly cost?: { readonly amount: number; readonly currency: string };
}

export interface ModeUpdate {
  readonly sessionUpdate: 'current_mode_update';
  readonly currentModeId: string;
}

export interface SessionInfoUpdate {
  readonly sessionUpdate: 'session_info_update';
  readonly title?: string;
}

/** Start of a turn: one human prompt and all that follows it. The prompt's chunks come right after it. */
export interface TurnStart {
  readonly sessionUpdate: '_reprise/turn';
}

/** Something that happened around the conversation. `text` is what a person is shown. */
export interface Notice {
  readonly sessionUpdate:
    | '_reprise/compaction'
    | '_reprise/interruption'
    | '_reprise/error'
    | '_reprise/permission'
    | '_reprise/hook'
    | '_reprise/commit'
    | '_reprise/queue'
    | '_reprise/progress'
    | '_reprise/system';
  readonly text?: string;
  /** Tool call the notice is about. */
  readonly toolCallId?: string;
  /** What else the source says of it (`hash` of a commit, `trigger` of a compaction, `retryAttempt` …). */
  readonly data?: JsonObject;
}

/** A child session: `track` is the id of the transcript track that holds it. */
export interface SubagentReference {
  readonly sessionUpdate: '_reprise/subagent';
  readonly track: string;
  readonly toolCallId?: string;
  readonly title?: string;
}

/** A record that the importer does not understand, verbatim (or as a link to a blob when over 32 KiB). */
export interface UnknownRecord {
  readonly sessionUpdate: '_reprise/unknown';
  /** The record's own type, where it has one. */
  readonly recordType?: string;
  readonly value?: Json;
  readonly content?: ResourceLinkBlock;
}

export type TranscriptUpdate =
  | MessageChunk
  | ToolCall
  | ToolCallUpdate
  | Plan
  | UsageUpdate
  | ModeUpdate
  | SessionInfoUpdate
  | TurnStart
  | Notice
  | SubagentReference
  | UnknownRecord;

export interface EventBase {
  /** Milliseconds from the session start, integer, 0 … 2^53−1. */
  readonly t: number;
  /** Unique in its archive, stable over re-encoding; links, notes and chapters point at it. */
  readonly id: string;
  readonly _meta?: { readonly reprise?: EventMeta };
}

/** One line of `transcript/<id>.ndjson`. */
export type TranscriptEvent = EventBase & TranscriptUpdate;

// ---------------------------------------------------------------------------------------------- changes

/**
 * `observe`: the text of a file became known without the session changing it (it was read whole, or found
 * changed by something else). It is state, not a change, and never counted as one.
 */
export type ChangeOperation = 'create' | 'modify' | 'delete' | 'rename' | 'observe';

/** One line of `changes/<id>.ndjson`: one modification of one file. */
export interface ChangeEvent extends EventBase {
  /** Relative to `workspace.root` with `/`, or absolute where the file lies outside it. */
  readonly path: string;
  readonly op: ChangeOperation;
  /** Path before a `rename`. */
  readonly from?: string;
  /**
   * Hunks as in `git diff`, without the file header lines. In an `exact: false` change a hunk that starts at
   * line 0 of a side on which it has lines stands at an unknown place.
   */
  readonly patch?: string;
  /** Entry path of the patch, where it is over 32 KiB and shorter than the whole text. */
  readonly patchBlob?: string;
  /**
   * Whole text after the change: of a `create`, of an `observe` without a patch (also of the one that states the
   * text again after every 50th patch of a file), and in place of a patch over 32 KiB.
   */
  readonly text?: string;
  /** Entry path of the whole text after the change, where it is over 32 KiB. */
  readonly blob?: string;
  /** SHA-256 (hex) of the whole file before and after, where known. */
  readonly before?: string;
  readonly after?: string;
  /** The patch could not be tied to a known text: it is shown, but no file state is claimed after it. */
  readonly exact?: false;
  readonly additions?: number;
  readonly deletions?: number;
  readonly toolCallId?: string;
}

// --------------------------------------------------------------------------------------------- terminal

/** `o` output, `i` input, `r` resize (`COLSxROWS`), `m` marker, `x` exit status; others are passed through. */
export type TerminalCode = 'o' | 'i' | 'r' | 'm' | 'x' | (string & {});

/** One event line of `terminal/<id>.cast`, with its interval already summed up. */
export interface TerminalEvent {
  /** Milliseconds from the session start. */
  readonly t: number;
  readonly code: TerminalCode;
  readonly data: string;
}

/** Header line of an asciicast v3 file; unknown keys are kept. */
export interface TerminalHeader {
  readonly version: 3;
  readonly term: {
    readonly cols: number;
    readonly rows: number;
    readonly type?: string;
    readonly theme?: TerminalTheme;
    readonly [key: string]: Json | undefined | TerminalTheme;
  };
  readonly title?: string;
  readonly [key: string]: Json | undefined | object;
}

/** Colours as `#rrggbb`; `palette` is 8 or 16 of them joined by `:`. */
export interface TerminalTheme {
  readonly fg: string;
  readonly bg: string;
  readonly palette: string;
}

// -------------------------------------------------------------------------------------------- keyframes

/** State around the conversation; the turns before a segment stand in the segments before it. */
export interface TranscriptKeyframe {
  readonly plan?: readonly PlanEntry[];
  readonly mode?: string;
  readonly model?: string;
  readonly title?: string;
  readonly usage?: { readonly used: number; readonly size?: number };
  /** Tool calls that have started and not ended, in order. */
  readonly openToolCalls?: readonly {
    readonly toolCallId: string;
    readonly event: string;
    readonly title: string;
    readonly kind?: ToolKind;
    /** Session time of its beginning, ms. */
    readonly time?: number;
  }[];
  /** Number of turns begun before the segment. */
  readonly turns?: number;
}

/** How to get the text of a file at a keyframe: from an entry, or from the event that holds it whole. */
export interface FileKeyframe {
  readonly sha256: string;
  /** Entry path of the whole text, when the event of `from` put it there and no patch came after it. */
  readonly blob?: string;
  /**
   * Id and segment of the newest event that holds the whole text (`text` or `blob`). The patches after it, up
   * to the keyframe, lead to `sha256`.
   */
  readonly from?: string;
  readonly segment?: number;
}

/** What the session has done to a file before a keyframe. */
export interface ChangedFileKeyframe {
  readonly status: 'created' | 'modified' | 'deleted' | 'renamed';
  /** Lines added and removed, over all changes of the file. */
  readonly additions: number;
  readonly deletions: number;
  /** Id and session time (ms) of its newest change. */
  readonly change: string;
  readonly time: number;
}

export interface ChangesKeyframe {
  /** Path → state, for every file whose text is known then. */
  readonly files: { readonly [path: string]: FileKeyframe };
  /** Path → what was done to it, for every file that the session has changed by then, known or not. */
  readonly changed?: { readonly [path: string]: ChangedFileKeyframe } | undefined;
}

/** Complete terminal: writing `data` to a fresh emulator of this size gives it. */
export interface TerminalKeyframe {
  readonly cols: number;
  readonly rows: number;
  readonly data: string;
}

export interface TrackTypes {
  readonly transcript: { readonly event: TranscriptEvent; readonly keyframe: TranscriptKeyframe };
  readonly changes: { readonly event: ChangeEvent; readonly keyframe: ChangesKeyframe };
  readonly terminal: { readonly event: TerminalEvent; readonly keyframe: TerminalKeyframe };
}

/** One decoded segment of a track. */
export interface Segment<K extends TrackKind = TrackKind> {
  readonly kind: K;
  /** Position in its track, counted from 0. */
  readonly index: number;
  /** Session time of the keyframe, ms. */
  readonly time: number;
  /** Absent when no cut could be proved there; the state then comes from the segment before. */
  readonly keyframe: TrackTypes[K]['keyframe'] | undefined;
  /** Header line of a recording; only in the first segment of a terminal track. */
  readonly header?: TerminalHeader;
  readonly events: readonly TrackTypes[K]['event'][];
}
