/**
 * Session events: what an importer yields and the encoder packs.
 *
 * They carry whole payloads (text of any length, base64 images, texts before and after a change); the encoder
 * turns them into records: it moves large payloads to blobs, computes patches, replaces copies by references,
 * and gives every event its short id. Times are ms from the *source's* start, integer; `startedAt` of the
 * `session` event puts sources of the same session onto one clock.
 */

import type {
  EventMeta,
  JsonObject,
  TerminalCode,
  ToolCallContent,
  TrackKind,
  TranscriptUpdate,
} from './events.ts';
import type { Agent, Fidelity, Workspace } from './model.ts';

/** First event of every source; may come again with what is known only later (later values win). */
export interface SessionInfo {
  readonly type: 'session';
  readonly title?: string;
  /** Wall time of the source's time 0, ms since 1970 UTC; absent when the source has no wall clock. */
  readonly startedAt?: number;
  readonly agent?: Agent;
  readonly workspace?: Workspace;
  /** The vendor's session id: two sources with the same id belong together. */
  readonly sessionId?: string;
  /** Length of the session where it goes on after its last event, ms. */
  readonly duration?: number;
  /**
   * The source is an archive: its ids (of tool calls, messages and tracks; of events by their `id`), its title and the
   * paths of its files stay as they are. Else ids are made short, and paths relative to the root of the workspace.
   */
  readonly settled?: true;
  /** Its `chapter` events are all the chapters there are: none is made of a prompt. */
  readonly hasAllChapters?: true;
}

/**
 * Declares a track before its first event. `transcript` and `changes` with id `main` need no declaration. Of a settled
 * source, a declared track is in the archive even if nothing happens on it.
 */
export interface TrackDeclaration {
  readonly type: 'track';
  readonly kind: TrackKind;
  /** Made of `[a-z0-9._-]`; the encoder makes it unique. */
  readonly id: string;
  readonly title?: string;
  readonly parent?: string;
  /** Source id of the tool call that started it. */
  readonly spawnedBy?: string;
  readonly synthesised?: true;
  /** Terminal: the asciicast v3 header to write (without `version`). */
  readonly header?: {
    readonly term: { readonly cols: number; readonly rows: number; readonly [key: string]: unknown };
    readonly [key: string]: unknown;
  };
  /** Members of a later version, for the manifest. */
  readonly extra?: JsonObject;
}

/** Text of a file that a tool read. The encoder stores it once and refers to it where its state is known. */
export interface SourceFileRead {
  readonly type: '_reprise/read';
  readonly path: string;
  readonly text: string;
  /** Line number of the first line of `text`, counted from 1. */
  readonly startLine: number;
  /** Lines the whole file has, where known: equal to the lines of `text` means the whole file was read. */
  readonly totalLines?: number;
}

/** Refers to a `change` event yielded *before* this one, by its `sourceId`. */
export interface SourceChangeReference {
  readonly type: '_reprise/change';
  readonly sourceId: string;
}

/**
 * What a tool call shows, with texts and changes not yet replaced by references. Importers yield no `_reprise/file`; an
 * archive does where the text that it means is lost.
 */
export type SourceToolContent =
  Exclude<ToolCallContent, { type: '_reprise/change' }> | SourceFileRead | SourceChangeReference;

type WithSourceContent<T> = T extends { readonly content?: readonly ToolCallContent[] }
  ? Omit<T, 'content'> & { readonly content?: readonly SourceToolContent[] }
  : T;

/** A transcript update with source content and source ids (vendor `toolCallId`s and `messageId`s of any length). */
export type SourceUpdate = WithSourceContent<TranscriptUpdate>;

/** One event of a transcript. */
export interface SourceTranscriptEvent {
  readonly type: 'transcript';
  /** Id of the transcript track: `main` or a declared one. */
  readonly track: string;
  /** Milliseconds from the source's start, integer ≥ 0, non-decreasing within a source. */
  readonly time: number;
  /** The source's own id of the record, where it is unique; equal input gives equal ids. */
  readonly sourceId?: string;
  /** Its id in the archive, which is kept. Absent: one is made. */
  readonly id?: string;
  readonly update: SourceUpdate;
  /** The update is of a kind of a later version: it is written as it is. */
  readonly verbatim?: true;
  readonly meta?: EventMeta;
}

/** One hunk as tools write it: lines start with ` `, `-`, `+` or `\`. */
export interface SourceHunk {
  readonly oldStart: number;
  readonly oldLines: number;
  readonly newStart: number;
  readonly newLines: number;
  readonly lines: readonly string[];
}

/**
 * One change of one file with everything the source tells about it. The encoder picks the best: texts before
 * and after, else edits applied to the known state, else hunks that apply exactly, else an inexact patch.
 */
export interface SourceChange {
  readonly type: 'change';
  readonly time: number;
  readonly sourceId: string;
  /** Its id in the archive, which is kept; then one event is written for it even if it changes nothing. */
  readonly id?: string;
  readonly path: string;
  readonly op: 'create' | 'modify' | 'delete' | 'rename' | 'observe';
  /** Path before a `rename`. */
  readonly from?: string;
  /** Whole text before and after, where the source has it. */
  readonly before?: string;
  readonly after?: string;
  /** Replacements in order, each of the first (or every) occurrence of `oldText`. */
  readonly edits?: readonly {
    readonly oldText: string;
    readonly newText: string;
    readonly replaceAll?: boolean;
  }[];
  readonly hunks?: readonly SourceHunk[];
  /** It cannot be tied to a text, whatever is known; of an `observe`: the text of the file is no longer known. */
  readonly exact?: false;
  /** Source id of the tool call that made it. */
  readonly toolCallId?: string;
  readonly meta?: EventMeta;
  /** Members of a later version, which are kept. */
  readonly extra?: JsonObject;
}

/**
 * One event of a terminal: `code` and `data` as in an asciicast. Of a track made from tool calls, `data` of a `c` is the
 * source's id of a call; it may come again before each piece of output, the encoder writes it where it changes.
 */
export interface SourceTerminalEvent {
  readonly type: 'terminal';
  /** Id of a declared terminal track. */
  readonly track: string;
  readonly time: number;
  readonly code: TerminalCode;
  readonly data: string;
}

/** A named label at a time, from a marker in a recording or a tool's own chapters. */
export interface SourceChapter {
  readonly type: 'chapter';
  readonly time: number;
  readonly title: string;
  /** `id` of the event it points at; without that event there is no such chapter. */
  readonly event?: string;
}

/** Last event of every source: what became of its records. */
export interface SourceReport {
  readonly type: 'report';
  readonly fidelity: Fidelity;
}

/**
 * Where session events come from. It can be opened again: who has to know the whole session before he writes the first
 * event (masking, for one) reads it twice.
 */
export interface SessionSource {
  /** The events from the beginning: equal ones at every call. */
  events(): AsyncIterable<SessionEvent>;
}

/** What an importer yields: `session` first, `report` last, tracks before their events. */
export type SessionEvent =
  | SessionInfo
  | TrackDeclaration
  | SourceTranscriptEvent
  | SourceChange
  | SourceTerminalEvent
  | SourceChapter
  | SourceReport;
