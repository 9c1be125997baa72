import type {
  ChangeEvent,
  Chapter,
  Ending,
  FileEntry,
  Mark,
  MessageChunk,
  Notice,
  Stats,
  SubagentSpan,
  TimeSpan,
  TokenUsage,
  ToolCall,
  ToolCallUpdate,
  TranscriptEvent,
  TurnEntry,
} from '../format/index.ts';
import { ActivitySpans } from './outline/activity-spans.ts';
import { chaptersOf } from './outline/chapters.ts';
import { EXCERPT_LENGTH, excerptOf, isTrivialPrompt, titleOf } from './outline/excerpt.ts';
import { OpenCalls } from './outline/open-calls.ts';
import { AskedPrompt, promptText } from './outline/prompt-text.ts';
import { SessionEnding } from './outline/session-ending.ts';
import { SessionMarks } from './outline/session-marks.ts';
import { SubagentSpans } from './outline/subagent-spans.ts';
import { commitsOf, errorText, gradeOf, MAX_MARK_TEXT, testRunOf, type CallFacts } from './outcomes/index.ts';
import { lineOf } from './outcomes/plain-text.ts';

/** What manifest and index say of the course of a session. */
export interface Outline {
  readonly turns: TurnEntry[];
  /** Ordered by the time of their first change. */
  readonly files: FileEntry[];
  readonly activity: TimeSpan[];
  readonly stats: Stats;
  readonly chapters: Chapter[];
  /** Errors, changes, commits and runs of tests on all tracks, by time; at most 2,048. */
  readonly marks: readonly Mark[];
  /** When subagents worked, by start. */
  readonly subagents: readonly SubagentSpan[];
  /** The first prompt that says more than to go on. */
  readonly asked: string | undefined;
  readonly ending: Ending | undefined;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

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
  /** Where the agent's context was compacted, in which turn, and how many calls that had made until then. */
  readonly #compactions: { event: TranscriptEvent; turn: number; calls: number }[] = [];
  readonly #tokens = new Map<string, Mutable<TokenUsage>>();
  readonly #calls = new OpenCalls();
  readonly #marks = new SessionMarks();
  readonly #subagents = new SubagentSpans();
  readonly #asked = new AskedPrompt();
  readonly #ending = new SessionEnding();
  readonly #counts = { toolCalls: 0, changes: 0, errors: 0, additions: 0, deletions: 0 };
  #cost: Stats['cost'];
  #tests: Mutable<NonNullable<Stats['tests']>> | undefined;
  /** The latest turn's prompt may still go on. */
  #inPrompt = false;

  /** An event of the main transcript. */
  transcript(event: TranscriptEvent): void {
    this.#activity.add(event.t);
    this.#takeUsage(event);
    this.#ending.take(event);
    switch (event.sessionUpdate) {
      case '_reprise/turn':
        this.#beginTurn(event);
        return;
      case 'user_message_chunk':
        this.#takePrompt(event);
        return;
      case 'tool_call':
      case 'tool_call_update':
        this.#takeCall(event, 'main');
        break;
      case 'usage_update':
        this.#cost = event.cost ?? this.#cost;
        return;
      case '_reprise/error':
      case '_reprise/commit':
        this.#takeNotice(event, 'main');
        break;
      case '_reprise/compaction':
        this.#compactions.push({
          event,
          turn: this.#turns.length - 1,
          calls: this.#turns.at(-1)?.toolCalls ?? 0,
        });
        break;
      default:
    }
    this.#inPrompt = false;
  }

  /**
   * An event of a subagent's transcript: it counts in stats and marks, and no turn is made of it.
   *
   * @param track - id of the transcript
   */
  childTranscript(event: TranscriptEvent, track: string): void {
    this.#activity.add(event.t);
    this.#subagents.add(track, event.t);
    this.#takeUsage(event);
    switch (event.sessionUpdate) {
      case 'tool_call':
      case 'tool_call_update':
        this.#takeCall(event, 'child');
        break;
      case '_reprise/error':
      case '_reprise/commit':
        this.#takeNotice(event, 'child');
        break;
      default:
    }
  }

  change(event: ChangeEvent): void {
    this.#activity.add(event.t);
    if (event.op === 'observe') return;
    const { additions, deletions } = countLines(event);
    this.#count('changes', this.#turns.at(-1));
    this.#counts.additions += additions;
    this.#counts.deletions += deletions;
    this.#marks.change(event.t, event.path, additions, deletions);
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
      chapters: chaptersOf(turns, [...this.#chapters, ...this.#continuations(turns)]),
      marks: this.#marks.finish(),
      subagents: this.#subagents.finish(),
      asked: this.#asked.finish(),
      ending: this.#ending.finish(isTrivialPrompt(turns.at(-1)?.excerpt ?? '')),
      stats: {
        turns: turns.length,
        ...counts,
        ...(files.length > 0 && { additions, deletions, files: files.length }),
        ...(this.#marks.commits > 0 && { commits: this.#marks.commits }),
        ...(this.#tests && { tests: this.#tests }),
        ...(this.#tokens.size > 0 && { tokens: Object.fromEntries(this.#tokens) }),
        ...(this.#cost && { cost: this.#cost }),
      },
    };
  }

  /** A long turn that went on behind a compaction goes on in a chapter of its own, under its prompt's title. */
  #continuations(turns: readonly TurnEntry[]): Chapter[] {
    return this.#compactions
      .filter(({ turn, calls }) => (turns[turn]?.toolCalls ?? 0) > calls)
      .map(({ event, turn }) => {
        const telling =
          turns.slice(0, turn + 1).findLast(({ excerpt }) => !isTrivialPrompt(excerpt)) ?? turns[turn];
        return {
          time: event.t,
          title: `${titleOf(telling?.excerpt ?? '')} (continued)`.trim(),
          event: event.id,
        };
      });
  }

  #beginTurn({ t, id }: TranscriptEvent): void {
    this.#turns.push({ time: t, id, excerpt: '', toolCalls: 0, changes: 0, errors: 0 });
    this.#asked.beginTurn();
    this.#inPrompt = true;
  }

  #takePrompt({ content }: MessageChunk): void {
    const turn = this.#turns.at(-1);
    if (!turn || !this.#inPrompt) return;
    const text = promptText(content);
    this.#asked.add(text);
    if (turn.excerpt.length > 2 * EXCERPT_LENGTH) return;
    turn.excerpt = excerptOf(`${turn.excerpt} ${text}`, 4 * EXCERPT_LENGTH);
  }

  #takeCall(event: TranscriptEvent & (ToolCall | ToolCallUpdate), transcript: 'main' | 'child'): void {
    const turn = transcript === 'main' ? this.#turns.at(-1) : undefined;
    const { isNew, ended } = this.#calls.take(event);
    if (isNew) this.#count('toolCalls', turn);
    if (!ended) return;
    const grade = gradeOf(ended);
    if (transcript === 'main') this.#ending.endCall(event.toolCallId, grade);
    if (grade === 'failed') {
      this.#count('errors', turn);
      this.#marks.error(event.t, errorText(ended));
    }
    this.#takeResults(event.t, ended);
  }

  /** Commits and tests of a call that ended. */
  #takeResults(time: number, facts: CallFacts): void {
    for (const commit of commitsOf(facts)) this.#marks.commit(time, commit);
    const run = testRunOf(facts);
    if (!run) return;
    this.#marks.test(time, run);
    const { passed, failed } = run;
    const counts = { ...(passed !== undefined && { passed }), ...(failed !== undefined && { failed }) };
    this.#tests = { runs: (this.#tests?.runs ?? 0) + 1, ...counts };
  }

  #takeNotice(
    { t, sessionUpdate, text = '', data }: TranscriptEvent & Notice,
    transcript: 'main' | 'child',
  ): void {
    if (sessionUpdate === '_reprise/commit') {
      const hash = data?.['hash'];
      // Some programs put the hash before the message.
      const subject = text.split('\n', 1)[0]!.replace(/^(?:Commit )?[0-9a-f]{7,40} /, '');
      this.#marks.commit(t, {
        ...(typeof hash === 'string' && { hash }),
        ...(subject !== '' && { subject }),
      });
      return;
    }
    this.#count('errors', transcript === 'main' ? this.#turns.at(-1) : undefined);
    this.#marks.error(t, lineOf(text, MAX_MARK_TEXT));
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
