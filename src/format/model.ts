/** What an archive says about its session: the types of `manifest.json` and, decoded, `index.json`. */

import type { TerminalTheme, TokenUsage, TrackKind } from './events.ts';

/** The program that was recorded. */
export interface Agent {
  /** Name from the registry: `claude-code`, `codex-cli`, `gemini-cli`, `cursor`, … */
  readonly name: string;
  readonly version?: string;
  readonly models?: readonly string[];
}

/** Where the session ran. */
export interface Workspace {
  /** Absolute path on the computer the session ran on; text, never resolved. */
  readonly root?: string;
  readonly git?: { readonly branch?: string; readonly commit?: string; readonly remote?: string };
}

/** One track as the manifest tells of it. */
export interface TrackDescription {
  /** `main`, or the id of a subagent, tool or second terminal; unique among the tracks of its kind. */
  readonly id: string;
  readonly kind: TrackKind;
  /** Path of the entry that holds it, e.g. `terminal/main.cast`. */
  readonly entry: string;
  readonly title?: string;
  /** Id of the transcript track that this child track belongs to. */
  readonly parent?: string;
  /** `toolCallId` of the call that started it. */
  readonly spawnedBy?: string;
  /** Made from tool calls, not recorded. */
  readonly synthesised?: true;
  /** Terminal size at the start, cells. */
  readonly cols?: number;
  readonly rows?: number;
  /** Rule that the terminal's characters take cells by: a name of the registry; absent: `characters-17`. */
  readonly widths?: string;
  /** Colours that the terminal's recording brings. */
  readonly theme?: TerminalTheme;
  /** Session time at which the terminal's screen tells most, ms: what is shown before anybody plays. */
  readonly poster?: number;
  /** Number of events. */
  readonly events?: number;
}

/** A labelled point of the session, from where its part begins. */
export interface Chapter {
  /** Milliseconds from the session start. */
  readonly time: number;
  readonly title: string;
  /** Id of the event it points at. */
  readonly event?: string;
}

/** Sums over the whole session, subagents included. */
export interface Stats {
  readonly turns: number;
  readonly toolCalls: number;
  readonly changes: number;
  readonly errors: number;
  /** Lines added and removed over all changes, and number of files changed. */
  readonly additions?: number;
  readonly deletions?: number;
  readonly files?: number;
  /** Commits, without those that were amended. */
  readonly commits?: number;
  /** Runs of tests, and what the last one came to, as far as its runner says. */
  readonly tests?: { readonly runs: number; readonly passed?: number; readonly failed?: number };
  /** Tokens by model. */
  readonly tokens?: { readonly [model: string]: TokenUsage };
  readonly cost?: { readonly amount: number; readonly currency: string };
}

/** What became of the source's records. `records = understood + kept + unreadable`, always. */
export interface Fidelity {
  readonly records: number;
  /** Became events, or are known to hold nothing a person can see (by the importer's stated list). */
  readonly understood: number;
  /** Kept verbatim as `_reprise/unknown`. */
  readonly kept: number;
  readonly unreadable: number;
  /** Counts by record type: `{ "user": { "understood": 10 } }`. */
  readonly types?: { readonly [type: string]: { readonly understood?: number; readonly kept?: number } };
  /** Versions of the vendor's program seen in the source. */
  readonly versions?: readonly string[];
  /** Findings about the source: unreadable lines, outlying clocks, input events left out. */
  readonly notes?: readonly { readonly code: string; readonly count: number; readonly message: string }[];
}

/** A file that the session was packed from. */
export interface PackedSource {
  /** Importer that read it: `claude-code`, `asciicast`, … */
  readonly tool: string;
  /** File name without folders. */
  readonly name: string;
  /** Bytes that were read of it. */
  readonly size: number;
  /** Id of the session within a file that holds several. */
  readonly session?: string;
  /** The vendor's own id of the session. */
  readonly sessionId?: string;
  /** State of the session within a file that holds several: another one when it has gone on since. Says nothing else. */
  readonly revision?: string;
  /** Path of the entry that holds the file byte for byte, where it was kept. */
  readonly entry?: string;
}

/** How a session was searched for secrets before it was packed. */
export interface MaskingReceipt {
  /** Version of the rules. */
  readonly rules: string;
  /** Values that the author decided to keep. */
  readonly kept?: number;
  /** Values that may be secrets, were not masked, and nobody has decided about. */
  readonly uncertain?: number;
  /** What nobody can search: pictures, and documents that are no text. */
  readonly unsearched?: { readonly images?: number; readonly documents?: number };
}

/** Id, and SHA-256 of the manifest, of an archive that another one was made from. */
export interface Derivation {
  readonly id: string;
  readonly sha256: string;
  /** What that one was made from in its turn. */
  readonly derivedFrom?: Derivation;
}

/** Something that the author took out of a session: how much, never what. */
export interface Cut {
  /** Session time at which it begins, ms. */
  readonly time: number;
  /** Session time that was taken out from there on, ms. Absent where single things were, but no time. */
  readonly length?: number;
  /** That time is not in the session any more: what came after it has moved up. */
  readonly closed?: true;
  readonly turns?: number;
  readonly messages?: number;
  readonly toolCalls?: number;
  readonly changes?: number;
  /** Whole tracks. */
  readonly tracks?: number;
  /** Pictures and documents in messages that stay. */
  readonly pictures?: number;
}

/** `manifest.json`: what a session is, before anything of it is read. */
export interface Manifest {
  readonly format: 'reprise';
  /** `major.minor` of the format. */
  readonly version: string;
  /** UUID derived from the content. */
  readonly id: string;
  readonly title: string;
  /** UTC, ISO 8601. Absent when the source has no wall clock. */
  readonly startedAt?: string;
  /** Milliseconds. */
  readonly duration: number;
  readonly generator: { readonly name: string; readonly version: string };
  readonly agent?: Agent;
  readonly workspace?: Workspace;
  readonly tracks: readonly TrackDescription[];
  readonly chapters?: readonly Chapter[];
  readonly stats?: Stats;
  /** What was masked: how many values of each class. */
  readonly redactions?: readonly { readonly class: string; readonly count: number; readonly rules: string }[];
  /** Absent: it was not searched for secrets. */
  readonly masking?: MaskingReceipt;
  readonly fidelity?: Fidelity;
  /** In the order of the inputs. */
  readonly sources?: readonly PackedSource[];
  /** The archive that this one was made from. */
  readonly derivedFrom?: Derivation;
  /** What the author took out, by time; at most 2,048. */
  readonly cuts?: readonly Cut[];
  /** What a damaged archive had that this one, which was saved from it, has not: sentences for people. */
  readonly recovered?: { readonly lost: readonly string[] };
  /** Entry path → SHA-256 (hex) of its uncompressed bytes; all but `index.json` and `blobs/`. */
  readonly digests?: { readonly [entry: string]: string };
  /** Keys of a later minor version, kept on rewrite. */
  readonly [key: string]: unknown;
}

/** Half-open interval of session time, ms. */
export interface TimeSpan {
  readonly start: number;
  readonly end: number;
}

/** Where a segment lies, and what must come out of it. */
export interface SegmentLocation {
  /**
   * Number that its (first) keyframe line gives it. Equal to its position in the track, unless the writer merged
   * neighbouring segments to keep the index small.
   */
  readonly number: number;
  /** Session time of its keyframe, ms. */
  readonly time: number;
  /** Bytes from the start of the archive. */
  readonly offset: number;
  /** Deflated bytes; with `03 00` behind them they are a complete raw deflate stream. */
  readonly storedSize: number;
  /** Inflated bytes. */
  readonly size: number;
  readonly crc32: number;
}

/** One turn as the index lists it. */
export interface TurnEntry {
  readonly time: number;
  /** Id of its `_reprise/turn` event. */
  readonly id: string;
  /** First 120 characters of the prompt, on one line. */
  readonly excerpt: string;
  readonly toolCalls: number;
  readonly changes: number;
  readonly errors: number;
}

/** One file that the session changed, as the index lists it; lines added and removed over all its changes. */
export interface FileEntry {
  readonly path: string;
  /** Session times of the first and last change, ms. */
  readonly first: number;
  readonly last: number;
  readonly additions: number;
  readonly deletions: number;
}

/** A run of events that the reading clock passes over, with the sentence shown for it. */
export interface Fold extends TimeSpan {
  readonly label: string;
}

/** The map of the reading clock: piecewise linear, both columns ms and non-decreasing. */
export interface ReadingMap {
  readonly time: readonly number[];
  readonly position: readonly number[];
  readonly folds: readonly Fold[];
}

/** A point of the session that people look for, where it happened. */
export interface Mark {
  /** Session time, ms. */
  readonly time: number;
  readonly kind: 'error' | 'change' | 'commit' | 'test';
  /**
   * On one line: what failed, the path that changed, the subject of the commit, the command that ran the tests. Absent
   * where the index had no room for it.
   */
  readonly text?: string;
  /** Of a commit: its hash, as far as the log has it. */
  readonly hash?: string;
  /** Of a change: lines. */
  readonly additions?: number;
  readonly deletions?: number;
  /**
   * Of tests: how many, as the runner itself says. `failed` alone is 0 where the runner says that all passed, but not how
   * many.
   */
  readonly passed?: number;
  readonly failed?: number;
}

/** When a subagent worked: from the first event of its conversation to the last, session time in ms. */
export interface SubagentSpan extends TimeSpan {
  /** Id of its transcript track. */
  readonly track: string;
}

/** How a session came to its end, as far as its log tells. */
export type Ending = 'finished' | 'failed' | 'interrupted';

/** What the writer needs for `index.json` beside the segments, which it knows itself. */
export interface IndexContent {
  /** Milliseconds. */
  readonly duration: number;
  /** Spans in which anything happened on any track, ordered, gaps under 2 s closed, at most 2,048. */
  readonly activity: readonly TimeSpan[];
  readonly turns: readonly TurnEntry[];
  readonly files: readonly FileEntry[];
  readonly reading?: ReadingMap;
  /** Where things failed, changed, were committed and tested, by time; at most 2,048. Absent in archives of before. */
  readonly marks?: readonly Mark[];
  /** The first prompt that is not trivial, or its first 1,000 characters, with its lines. Absent in archives of before. */
  readonly asked?: string;
  /** Conversations of subagents that have events, by start. Absent in archives of before, and where there are none. */
  readonly subagents?: readonly SubagentSpan[];
  /** Absent in archives of before, and where nobody can tell. */
  readonly ending?: Ending;
}

/** What a caller knows of a manifest; the writer adds format, version, id and digests. */
export type ManifestContent = {
  readonly [
    Key in keyof Manifest as Key extends 'format' | 'version' | 'id' | 'digests' ? never : Key
  ]: Manifest[Key];
};

/** `index.json`, decoded: differences summed up, offsets from the start of the archive. */
export interface TimeIndex extends IndexContent {
  /** Track entry path → its segments in order. */
  readonly segments: ReadonlyMap<string, readonly SegmentLocation[]>;
}
