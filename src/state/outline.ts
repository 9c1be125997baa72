import type {
  ChangeEvent,
  Chapter,
  FileEntry,
  MessageChunk,
  Stats,
  TimeSpan,
  TokenUsage,
  TranscriptEvent,
  TurnEntry,
} from '../format/index.ts';
import { ActivitySpans } from './outline/activity-spans.ts';
import { chaptersOf } from './outline/chapters.ts';
import { EXCERPT_LENGTH, excerptOf } from './outline/excerpt.ts';

/** What manifest and index say of the course of a session. */
export interface Outline {
  readonly turns: TurnEntry[];
  /** Ordered by the time of their first change. */
  readonly files: FileEntry[];
  readonly activity: TimeSpan[];
  readonly stats: Stats;
  readonly chapters: Chapter[];
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** Open tool calls that are remembered, to count each once. */
const MAX_OPEN_CALLS = 4096;

/**
 * Builds the outline of a session in one pass over its events: for the encoder as it writes, and for the reader
 * of an archive whose index is lost. Give it all events of all tracks, by time.
 *
 * Memory: the outline itself and a bounded rest; no event is kept.
 */
export class OutlineBuilder {
  readonly #turns: Mutable<TurnEntry>[] = [];
  readonly #files = new Map<string, Mutable<FileEntry>>();
  readonly #activity = new ActivitySpans();
  readonly #chapters: Chapter[] = [];
  readonly #tokens = new Map<string, Mutable<TokenUsage>>();
  readonly #openCalls = new Set<string>();
  readonly #counts = { toolCalls: 0, changes: 0, errors: 0, additions: 0, deletions: 0 };
  #cost: Stats['cost'];
  /** The latest turn's prompt may still go on. */
  #inPrompt = false;

  /** An event of the main transcript. */
  transcript(event: TranscriptEvent): void {
    this.#activity.add(event.t);
    this.#takeUsage(event);
    switch (event.sessionUpdate) {
      case '_reprise/turn':
        this.#beginTurn(event);
        return;
      case 'user_message_chunk':
        this.#takePrompt(event);
        return;
      case 'tool_call':
      case 'tool_call_update':
        this.#takeCall(event, this.#turns.at(-1));
        break;
      case 'usage_update':
        this.#cost = event.cost ?? this.#cost;
        return;
      case '_reprise/error':
        this.#count('errors', this.#turns.at(-1));
        break;
      case '_reprise/compaction':
        // A session that goes on from a summary begins with one: that is no chapter of it.
        if (this.#turns.length > 0) {
          this.#chapters.push({ time: event.t, title: 'Context compacted', event: event.id });
        }
        break;
      default:
    }
    this.#inPrompt = false;
  }

  /** An event of a subagent's transcript: it counts in the stats, and no turn is made of it. */
  childTranscript(event: TranscriptEvent): void {
    this.#activity.add(event.t);
    this.#takeUsage(event);
    if (event.sessionUpdate === 'tool_call' || event.sessionUpdate === 'tool_call_update') {
      this.#takeCall(event, undefined);
    } else if (event.sessionUpdate === '_reprise/error') this.#count('errors', undefined);
  }

  change(event: ChangeEvent): void {
    this.#activity.add(event.t);
    if (event.op === 'observe') return;
    const { additions, deletions } = countLines(event);
    this.#count('changes', this.#turns.at(-1));
    this.#counts.additions += additions;
    this.#counts.deletions += deletions;
    const known = this.#files.get(event.from ?? event.path) ?? this.#files.get(event.path);
    if (event.from !== undefined) this.#files.delete(event.from);
    this.#files.set(event.path, {
      path: event.path,
      first: known?.first ?? event.t,
      last: event.t,
      additions: (known?.additions ?? 0) + additions,
      deletions: (known?.deletions ?? 0) + deletions,
    });
  }

  /** Something happened at `time` on a terminal track. */
  terminal(time: number): void {
    this.#activity.add(time);
  }

  /** A chapter that the source itself names, a marker of a recording for one. */
  chapter(chapter: Chapter): void {
    this.#chapters.push(chapter);
  }

  finish(): Outline {
    const turns = this.#turns.map((turn) => ({ ...turn, excerpt: excerptOf(turn.excerpt) }));
    const { additions, deletions, ...counts } = this.#counts;
    const files = [...this.#files.values()].sort((a, b) => a.first - b.first);
    return {
      turns,
      files,
      activity: this.#activity.spans(),
      chapters: chaptersOf(turns, this.#chapters),
      stats: {
        turns: turns.length,
        ...counts,
        ...(files.length > 0 && { additions, deletions, files: files.length }),
        ...(this.#tokens.size > 0 && { tokens: Object.fromEntries(this.#tokens) }),
        ...(this.#cost && { cost: this.#cost }),
      },
    };
  }

  #beginTurn({ t, id }: TranscriptEvent): void {
    this.#turns.push({ time: t, id, excerpt: '', toolCalls: 0, changes: 0, errors: 0 });
    this.#inPrompt = true;
  }

  #takePrompt({ content }: MessageChunk): void {
    const turn = this.#turns.at(-1);
    if (!turn || !this.#inPrompt || turn.excerpt.length > 2 * EXCERPT_LENGTH) return;
    let text = '';
    if (content.type === 'text') text = content.text;
    else if (content.type === 'image') text = '[image]';
    else if (content.type === 'resource_link') text = `[${content.name ?? 'document'}]`;
    turn.excerpt = excerptOf(`${turn.excerpt} ${text}`, 4 * EXCERPT_LENGTH);
  }

  #takeCall(
    event: TranscriptEvent & { readonly toolCallId: string; readonly status?: string },
    turn: Mutable<TurnEntry> | undefined,
  ): void {
    const { toolCallId, status } = event;
    const isNew = event.sessionUpdate === 'tool_call' && !this.#openCalls.has(toolCallId);
    if (isNew) this.#count('toolCalls', turn);
    const ended = status === 'completed' || status === 'failed';
    const wasOpen = this.#openCalls.delete(toolCallId);
    if (status === 'failed' && (isNew || wasOpen)) this.#count('errors', turn);
    if (ended || !(isNew || wasOpen)) return;
    this.#openCalls.add(toolCallId);
    if (this.#openCalls.size <= MAX_OPEN_CALLS) return;
    for (const oldest of this.#openCalls) {
      this.#openCalls.delete(oldest);
      return;
    }
  }

  #count(what: 'toolCalls' | 'changes' | 'errors', turn: Mutable<TurnEntry> | undefined): void {
    this.#counts[what] += 1;
    if (turn) turn[what] += 1;
  }

  #takeUsage(event: TranscriptEvent): void {
    const meta = event._meta?.reprise;
    if (!meta?.usage) return;
    const model = meta.model ?? 'unknown';
    const sum = this.#tokens.get(model) ?? {};
    for (const kind of TOKEN_KINDS) {
      const count = meta.usage[kind];
      if (count !== undefined) sum[kind] = (sum[kind] ?? 0) + count;
    }
    this.#tokens.set(model, sum);
  }
}

const TOKEN_KINDS = ['inputTokens', 'outputTokens', 'cacheReadTokens', 'cacheWriteTokens'] as const;

/** Lines added and removed; counted from patch or text where the event does not say. */
function countLines(event: ChangeEvent): { additions: number; deletions: number } {
  const lines = event.additions === undefined ? (event.patch?.split('\n') ?? []) : [];
  const created = event.op === 'create' && event.text ? event.text.replace(/\n$/u, '').split('\n').length : 0;
  return {
    additions: event.additions ?? (lines.filter((line) => line.startsWith('+')).length || created),
    deletions: event.deletions ?? lines.filter((line) => line.startsWith('-')).length,
  };
}
