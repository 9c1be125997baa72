import type {
  Cut,
  JsonObject,
  SessionEvent,
  SourceTranscriptEvent,
  SourceUpdate,
  TimeSpan,
} from '../../format/index.ts';
import { CutCounts } from './cut-counts.ts';
import type { CutScope } from './cut-scope.ts';
import { isIn } from './stretches.ts';

/** Cuts that a manifest lists; beyond, the last one stands for all the rest. */
const MAX_CUTS = 2048;

/** Where something was left out. */
export interface CutPlace {
  /** Conversation that tells of it. */
  readonly track: string;
  readonly time: number;
  /** Number of the turn, from 0. */
  readonly turn: number;
  /** It belongs to a turn or a stretch of time that is cut; else it is a single thing. */
  readonly isWithin: boolean;
  /** A single thing that begins: it is marked unless the one before it was left out, too. */
  readonly opens: boolean;
}

/** Something single that was left out, with its neighbours. */
interface Run {
  readonly time: number;
  readonly isMain: boolean;
  readonly counts: CutCounts;
}

/**
 * The marks that stand where something was left out. How much that is, is known only behind it: one goes through the
 * session to count, and a second one, made of the first, through the same events to write.
 */
export class CutMarks {
  readonly #scope: CutScope;
  readonly #counted: CutMarks | undefined;
  readonly #stretches: readonly CutCounts[];
  readonly #runs: Run[] = [];
  /** Conversation → the run that what is left out next belongs to. */
  readonly #open = new Map<string, Run>();
  /** Stretches that are marked, as `track index`. */
  readonly #marked = new Set<string>();
  #next = 0;

  /** @param counted - the one that has counted; absent: this one counts */
  constructor(scope: CutScope, counted?: CutMarks) {
    this.#scope = scope;
    this.#counted = counted;
    this.#stretches = scope.stretches.map(() => new CutCounts());
  }

  /** Nothing was left out. */
  get isEmpty(): boolean {
    return this.#runs.length === 0 && this.#stretches.every(({ isEmpty }) => isEmpty);
  }

  /** What the manifest says, once everything is counted; by time. */
  cuts(): readonly Cut[] {
    const stretches = this.#scope.stretches.map((stretch, index) => ({
      time: stretch.start,
      ...lengthOf(stretch),
      ...this.#stretches[index]!.toJSON(),
    }));
    const runs = this.#runs.map(({ time, counts }) => ({ time, ...counts.toJSON() }));
    return boundedCuts([...stretches, ...runs].sort((a, b) => a.time - b.time));
  }

  /** Marks of the turns and stretches that begin before an event of the main conversation. */
  *before(time: number, turn: number, isTurn: boolean): Generator<SessionEvent, void> {
    const { stretches } = this.#scope;
    for (; this.#next < stretches.length; this.#next += 1) {
      const { start, fromTurn, inTurn } = stretches[this.#next]!;
      const begins =
        fromTurn !== undefined
          ? turn >= fromTurn
          : time >= start && (inTurn === undefined || turn > inTurn || (turn === inTurn && !isTurn));
      if (!begins) return;
      yield* this.#markStretch(this.#next);
    }
  }

  /** Marks of what comes behind all events. */
  *rest(): Generator<SessionEvent, void> {
    for (; this.#next < this.#scope.stretches.length; this.#next += 1) yield* this.#markStretch(this.#next);
  }

  /** Something stays: what is left out next is marked anew. Later news of calls says nothing of the order. */
  kept(track: string, { sessionUpdate }: SourceUpdate): void {
    if (sessionUpdate !== 'tool_call_update') this.#open.delete(track);
  }

  /** Something is left out. */
  *cut(event: SessionEvent, place: CutPlace): Generator<SessionEvent, void> {
    const { track, time, isWithin, opens } = place;
    const { mainTrack } = this.#scope;
    const isMain = track === mainTrack;
    if (isWithin) {
      const index = this.#stretchOf(place);
      this.#stretches[index]?.add(event);
      if (!isMain && event.type === 'transcript' && index >= 0 && !this.#marked.has(`${track} ${index}`)) {
        this.#marked.add(`${track} ${index}`);
        yield markOf(track, time, lengthOf(this.#scope.stretches[index]!));
      }
      return;
    }
    if (opens && !this.#open.has(track)) yield* this.#begin(track, time);
    this.#open.get(track)?.counts.add(event);
  }

  /** A track is left out; at this time its first event. */
  *trackCut(time: number): Generator<SessionEvent, void> {
    const track = this.#scope.mainTrack ?? 'main';
    if (!this.#open.has(track)) yield* this.#begin(track, time);
    this.#open.get(track)!.counts.tracks += 1;
  }

  /** Pictures are left out of an event that stays. */
  *picturesCut(track: string, time: number, count: number): Generator<SessionEvent, void> {
    if (!this.#open.has(track)) yield* this.#begin(track, time);
    this.#open.get(track)!.counts.pictures += count;
  }

  *#begin(track: string, time: number): Generator<SessionEvent, void> {
    const run: Run = { time, isMain: track === this.#scope.mainTrack, counts: new CutCounts() };
    const { counts } = (this.#counted ?? this).#runs[this.#runs.length] ?? run;
    this.#runs.push(run);
    this.#open.set(track, run);
    if (this.#scope.mainTrack !== undefined) yield markOf(track, time, counts.toJSON());
  }

  *#markStretch(index: number): Generator<SessionEvent, void> {
    const { mainTrack, stretches } = this.#scope;
    if (mainTrack === undefined) return;
    const stretch = stretches[index]!;
    const counts = (this.#counted ?? this).#stretches[index]!;
    this.#open.delete(mainTrack);
    yield markOf(mainTrack, stretch.start, { ...lengthOf(stretch), ...counts.toJSON() });
  }

  /** Index of the stretch that something belongs to; −1 where there is none. */
  #stretchOf({ time, turn }: CutPlace): number {
    const { stretches, turns, duration } = this.#scope;
    const byTurn = turns.has(turn)
      ? stretches.findLastIndex(({ fromTurn }) => fromTurn !== undefined && fromTurn <= turn)
      : -1;
    const byTime = stretches.findLastIndex((stretch) => isIn(stretch, time, duration));
    if (byTurn >= 0 && (byTime < byTurn || stretches[byTurn]!.end >= time)) return byTurn;
    return byTime >= 0 ? byTime : stretches.findLastIndex(({ start }) => start <= time);
  }
}

function lengthOf({ start, end }: TimeSpan): Pick<Cut, 'length'> {
  return end > start ? { length: end - start } : {};
}

/** The event that says, in a conversation, that something was taken out there. */
function markOf(track: string, time: number, counts: Partial<Cut>): SourceTranscriptEvent {
  const data: JsonObject = { ...counts };
  return {
    type: 'transcript',
    track,
    time,
    update: { sessionUpdate: '_reprise/cut', text: sentenceOf(counts), data },
  };
}

const WORDS = {
  turns: 'turn',
  messages: 'message',
  toolCalls: 'call',
  changes: 'change',
  tracks: 'track',
  pictures: 'picture',
} as const;

/** For who reads the archive without a player. */
function sentenceOf(counts: Partial<Cut>): string {
  const named = Object.entries(WORDS).flatMap(([key, word]) => {
    const count = counts[key as keyof typeof WORDS];
    return count ? [`${count} ${word}${count === 1 ? '' : 's'}`] : [];
  });
  const time = counts.length ? [`${counts.length / 1000} s`] : [];
  return `Cut by the author: ${[...time, ...named].join(', ') || 'part of a call'}`;
}

function boundedCuts(cuts: readonly Cut[]): readonly Cut[] {
  if (cuts.length <= MAX_CUTS) return cuts;
  const last = new CutCounts();
  for (const cut of cuts.slice(MAX_CUTS - 1)) last.join(cut);
  return [...cuts.slice(0, MAX_CUTS - 1), { time: cuts[MAX_CUTS - 1]!.time, ...last.toJSON() }];
}
