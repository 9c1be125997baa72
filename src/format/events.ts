/**
 * The records of the three track kinds, as they stand in an archive (spec sections 9 to 11).
 *
 * Transcript events are ACP v1 `session/update` payloads with a time and an id; everything ACP lacks has the
 * prefix `_reprise/`. Unknown kinds and unknown keys are legal everywhere and are passed through.
 *
 * This is the one table of events. `npm run schemas` makes of it the JSON Schemas in `spec/schema`, what the
 * validator checks, and the lists in `spec/registry.md`, docstrings included; a type whose name stands in
 * `schema-types.ts`, or that has a `@schema` tag, says there what TypeScript cannot.
 */

import type {
  BlobPath,
  Character,
  Count,
  Excerpt,
  Integer,
  Interval,
  Name,
  Ordinal,
  Sha256Text,
} from './schema-types.ts';

/** What a track holds: the conversation, changes of files, the output of a terminal. */
export type TrackKind = 'transcript' | 'changes' | 'terminal';

/** Any JSON value. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

/** Any JSON object. */
export interface JsonObject {
  readonly [key: string]: Json | undefined;
}

// ---------------------------------------------------------------------------------------------- content

/** A text: Markdown where an agent wrote it. */
export interface TextBlock {
  readonly type: 'text';
  readonly text: string;
}

/**
 * A picture. In an archive it has `uri` (`blobs/<sha256>.<ext>`); between importer and encoder it has base64 `data`.
 *
 * @schema {"properties":{"data":false},"required":["type","mimeType","uri"]}
 */
export interface ImageBlock {
  readonly type: 'image';
  readonly mimeType: string;
  readonly uri?: BlobPath;
  readonly data?: string;
}

/** A payload kept outside the track: text over 32 KiB, a document. `uri` is an entry path or a foreign URL. */
export interface ResourceLinkBlock {
  readonly type: 'resource_link';
  readonly uri: string;
  readonly name?: string;
  readonly mimeType?: string;
  /** Uncompressed bytes. */
  readonly size?: Count;
}

/** A block of a kind this version does not know; shown as its type name, kept as it is. */
export interface OtherBlock {
  readonly type: '_reprise/other';
  readonly value: Json;
}

/** What a message consists of: MCP content blocks. */
export type ContentBlock = TextBlock | ImageBlock | ResourceLinkBlock | OtherBlock;

/** What a tool call shows: ACP `ToolCallContent` and ours. */
export type ToolCallContent = BlockContent | TerminalReference | ChangeReference | FileReference;

/** A block shown as it is. */
export interface BlockContent {
  readonly type: 'content';
  readonly content: ContentBlock;
}

/** A command's output, which lives in a terminal track. */
export interface TerminalReference {
  readonly type: 'terminal';
  /** Id of the terminal track: the entry is `terminal/<terminalId>.cast`. */
  readonly terminalId: string;
  readonly _meta: {
    readonly reprise: {
      /** Session time of the command's first and last output, ms. */
      readonly start: Count;
      readonly end: Count;
      readonly exitCode?: Integer;
      /** First and last lines of the output, at most 400 characters, escape sequences removed. */
      readonly excerpt?: Excerpt;
    };
  };
}

/** A change, referred to by the id of its event in `changes/main.ndjson`. */
export interface ChangeReference {
  readonly type: '_reprise/change';
  readonly id: string;
  readonly path: string;
  /** Lines added and removed. */
  readonly additions: Count;
  readonly deletions: Count;
}

/** Lines of a file whose text the changes track holds at that moment, in place of a copy of them. */
export interface FileReference {
  readonly type: '_reprise/file';
  readonly path: string;
  /** SHA-256 (hex) of the whole file at that time. */
  readonly sha256: Sha256Text;
  /** First line shown, counted from 1, and how many. Absent: the whole file. */
  readonly startLine?: Ordinal;
  readonly lineCount?: Count;
}

// ------------------------------------------------------------------------------------------- transcript

/** Tokens of one model response. Absent counts are unknown, not zero. */
export interface TokenUsage {
  readonly inputTokens?: Count;
  readonly outputTokens?: Count;
  readonly cacheReadTokens?: Count;
  readonly cacheWriteTokens?: Count;
}

/** `_meta.reprise` of a transcript event. */
export interface EventMeta {
  readonly model?: string;
  /** Usage of the message this event belongs to; stands on the first event of a message only. */
  readonly usage?: TokenUsage;
  /** Number of the source record, counted from 1. */
  readonly record?: Count;
  /** The time is not from the source but from the event's neighbours. */
  readonly approximate?: true;
  /** Why a tool call has status `failed`. */
  readonly reason?: 'failed' | 'interrupted' | 'refused';
  /** Id of an abandoned branch this event belongs to: the user went back and took another way. */
  readonly branch?: string;
  /** Milliseconds the tool itself says it took. */
  readonly duration?: Interval;
  /** Name of the vendor's tool (`Bash`, `mcp__linear__get_issue`), on a `tool_call`. */
  readonly toolName?: string;
  /** Who wrote it: `synthetic` marks text made by the vendor's program, not by a person or model. */
  readonly origin?: 'human' | 'command' | 'queued' | 'synthetic' | (string & {});
  /** The author took out part of what the event said. */
  readonly cut?: true;
  readonly [key: string]: Json | undefined | TokenUsage;
}

/** What a tool does, as far as a person sees it at a glance. */
export type ToolKind =
  'read' | 'edit' | 'delete' | 'move' | 'search' | 'execute' | 'think' | 'fetch' | 'switch_mode' | 'other';

/** `failed` covers failed, interrupted and refused; `_meta.reprise.reason` says which. */
export type ToolStatus = 'pending' | 'in_progress' | 'completed' | 'failed';

/** Events that are a {@link MessageChunk}: kind → keys that it has. */
export interface MessageKinds {
  /** What a person wrote. */
  readonly user_message_chunk: 'messageId' | 'content';
  /** What the agent wrote. */
  readonly agent_message_chunk: 'messageId' | 'content';
  /** What the agent thought. */
  readonly agent_thought_chunk: 'messageId' | 'content';
}

/** A piece of what somebody said: a block of content. */
export interface MessageChunk {
  readonly sessionUpdate: keyof MessageKinds;
  /** Chunks with the same id are one message. */
  readonly messageId?: string;
  readonly content: ContentBlock;
}

/** A file that a tool call works on. */
export interface ToolLocation {
  readonly path: string;
  /** Line counted from 1. */
  readonly line?: Count;
}

/** A tool call begins. */
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

/** What has become of a tool call; keys that are absent have not changed. */
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

/** One step of a plan. */
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
  readonly used: Count;
  readonly size?: Count;
  /** What the session has cost so far; `currency` as ISO 4217 has it. */
  readonly cost?: { readonly amount: number; readonly currency: string };
}

/** The agent's mode changes. */
export interface ModeUpdate {
  readonly sessionUpdate: 'current_mode_update';
  readonly currentModeId: string;
}

/** The session's title changes. */
export interface SessionInfoUpdate {
  readonly sessionUpdate: 'session_info_update';
  readonly title?: string;
}

/** Start of a turn: one human prompt and all that follows it. The prompt's chunks come right after it. */
export interface TurnStart {
  readonly sessionUpdate: '_reprise/turn';
}

/** Events that are a {@link Notice}: kind → keys that it has. */
export interface NoticeKinds {
  /** The context was summed up. */
  readonly '_reprise/compaction': 'text' | 'data.trigger' | 'data.preTokens';
  /** A person stopped the agent. */
  readonly '_reprise/interruption': 'text';
  /** Something failed around the conversation: an API, a hook. */
  readonly '_reprise/error': 'text' | 'data';
  /** A permission was asked, given or refused. */
  readonly '_reprise/permission': 'text' | 'toolCallId';
  /** A hook ran. */
  readonly '_reprise/hook': 'text' | 'data';
  /** A commit was made; `text` is its message. */
  readonly '_reprise/commit': 'text' | 'data.hash';
  /** A prompt was queued while the agent worked. */
  readonly '_reprise/queue': 'text' | 'data.operation';
  /** A long tool call told how far it is. */
  readonly '_reprise/progress': 'text' | 'toolCallId';
  /** A system prompt, a reminder or a note of the vendor's program. */
  readonly '_reprise/system': 'text' | 'data';
  /** The author took something out here: how much, as `cuts` of the manifest says it. */
  readonly '_reprise/cut':
    'text' | 'data.length' | 'data.turns' | 'data.messages' | 'data.toolCalls' | 'data.changes';
}

/** Kind of a notice without its prefix: `commit`. */
export type NoticeName = keyof NoticeKinds extends `_reprise/${infer Name}` ? Name : never;

/** Something that happened around the conversation. `text` is what a person is shown. */
export interface Notice {
  readonly sessionUpdate: keyof NoticeKinds;
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

/**
 * A record that the importer does not understand, verbatim (or as a link to a blob when over 32 KiB).
 *
 * @schema {"anyOf":[{"required":["value"]},{"required":["content"]}]}
 */
export interface UnknownRecord {
  readonly sessionUpdate: '_reprise/unknown';
  /** The record's own type, where it has one. */
  readonly recordType?: string;
  readonly value?: Json;
  readonly content?: ResourceLinkBlock;
}

/** Every kind of transcript event, without what all events have. */
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

/** What every event of a transcript or of changes has. */
export interface EventBase {
  /** Milliseconds from the session start, integer, 0 … 2^53−1. */
  readonly t: Count;
  /** Unique in its archive, stable over re-encoding; links, notes and chapters point at it. */
  readonly id: Name;
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

/**
 * One line of `changes/<id>.ndjson`: one modification of one file.
 *
 * @schema {"allOf":[
 *   {"if":{"properties":{"op":{"const":"rename"}}},"then":{"required":["from"]}},
 *   {"if":{"properties":{"op":{"const":"create"}}},"then":{"anyOf":[
 *     {"required":["text"]},{"required":["blob"]},{"required":["patch"]},{"required":["patchBlob"]}]}},
 *   {"if":{"required":["exact"]},"then":{"not":{"required":["after"]}}}]}
 */
export interface ChangeEvent extends EventBase {
  /** Relative to `workspace.root` with `/`, or absolute where the file lies outside it. */
  readonly path: Name;
  readonly op: ChangeOperation;
  /** Path before a `rename`. */
  readonly from?: string;
  /**
   * Hunks as in `git diff`, without the file header lines. In an `exact: false` change a hunk that starts at
   * line 0 of a side on which it has lines stands at an unknown place.
   */
  readonly patch?: string;
  /** Entry path of the patch, where it is over 32 KiB and shorter than the whole text. */
  readonly patchBlob?: BlobPath;
  /**
   * Whole text after the change: of a `create`, of an `observe` without a patch (also of the one that states the
   * text again after every 50th patch of a file), and in place of a patch over 32 KiB.
   */
  readonly text?: string;
  /** Entry path of the whole text after the change, where it is over 32 KiB. */
  readonly blob?: BlobPath;
  /** SHA-256 (hex) of the whole file before and after, where known. */
  readonly before?: Sha256Text;
  readonly after?: Sha256Text;
  /** The patch could not be tied to a known text: it is shown, but no file state is claimed after it. */
  readonly exact?: false;
  readonly additions?: Count;
  readonly deletions?: Count;
  readonly toolCallId?: string;
}

// --------------------------------------------------------------------------------------------- terminal

/**
 * `o` output, `i` input, `r` resize (`COLSxROWS`), `m` marker, `x` exit status; others are passed through. In a terminal
 * made from tool calls, `c` names the call (`toolCallId`) that what follows belongs to, up to the next; empty: none.
 */
export type TerminalCode = 'o' | 'i' | 'r' | 'm' | 'x' | 'c' | (string & {});

/** One event line of `terminal/<id>.cast`, with its interval already summed up. */
export interface TerminalEvent {
  /** Milliseconds from the session start. */
  readonly t: number;
  readonly code: TerminalCode;
  readonly data: string;
}

/** That line: seconds since the event before, code, data. */
export type TerminalLine = readonly [interval: Interval, code: Character, data: string];

/** Header line of an asciicast v3 file; unknown keys are kept. */
export interface TerminalHeader {
  readonly version: 3;
  readonly term: {
    readonly cols: Ordinal;
    readonly rows: Ordinal;
    readonly type?: string;
    /** Rule that characters take cells by: a name of the registry; absent: `characters-17`. */
    readonly widths?: string;
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
  readonly usage?: { readonly used: Count; readonly size?: Count };
  /** Tool calls that have started and not ended, in order. */
  readonly openToolCalls?: readonly {
    readonly toolCallId: string;
    readonly event: string;
    readonly title: string;
    readonly kind?: ToolKind;
    /** Session time of its beginning, ms. */
    readonly time?: Count;
  }[];
  /** Number of turns begun before the segment. */
  readonly turns?: Count;
}

/**
 * How to get the text of a file at a keyframe: from an entry, or from the event that holds it whole.
 *
 * @schema {"anyOf":[{"required":["blob"]},{"required":["from"]}]}
 */
export interface FileKeyframe {
  readonly sha256: Sha256Text;
  /** Entry path of the whole text, when the event of `from` put it there and no patch came after it. */
  readonly blob?: string;
  /**
   * Id and segment of the newest event that holds the whole text (`text` or `blob`). The patches after it, up
   * to the keyframe, lead to `sha256`.
   */
  readonly from?: string;
  readonly segment?: Count;
}

/** What the session has done to a file before a keyframe. */
export interface ChangedFileKeyframe {
  readonly status: 'created' | 'modified' | 'deleted' | 'renamed';
  /** Lines added and removed, over all changes of the file. */
  readonly additions: Count;
  readonly deletions: Count;
  /** Id and session time (ms) of its newest change. */
  readonly change: string;
  readonly time: Count;
}

/** The files of the workspace, as far as they are known, and what was done to them. */
export interface ChangesKeyframe {
  /** Path → state, for every file whose text is known then. */
  readonly files: { readonly [path: string]: FileKeyframe };
  /** Path → what was done to it, for every file that the session has changed by then, known or not. */
  readonly changed?: { readonly [path: string]: ChangedFileKeyframe } | undefined;
}

/** From a row of a terminal on, down to the next one's, what is shown belongs to a tool call. */
export interface ShownCall {
  /** Row of the screen, counted from 0. */
  readonly row: Count;
  /** Its `toolCallId`; empty where the rows belong to none. */
  readonly call: string;
}

/** Complete terminal: writing `data` to a fresh emulator of this size gives it. */
export interface TerminalKeyframe {
  readonly cols: Ordinal;
  readonly rows: Ordinal;
  readonly data: string;
  /** Of a terminal that names tool calls: whose rows are whose, from the top; the last one's output goes on. */
  readonly calls?: readonly ShownCall[];
}

/** The first line of a segment; in a recording it stands behind `# ` and may be without keyframe. */
export interface KeyframeLine {
  /** Position of the segment in its track, counted from 0. */
  readonly segment: Count;
  /** Session time of the keyframe, ms. */
  readonly time: Count;
  readonly keyframe?: TranscriptKeyframe | ChangesKeyframe | TerminalKeyframe;
}

/** Kind of track → its events and its keyframes. */
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
