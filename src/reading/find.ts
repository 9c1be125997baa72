import type { ChangeEvent, Segment, SegmentLocation, TrackKind } from '../format/index.ts';
import { ConversationSearch } from './find-conversation.ts';
import { isDamage } from './damage.ts';
import { HitCollector } from './find-collector.ts';
import type { FindMatching, FindOptions, FindStep } from './find-hit.ts';
import { Matcher } from './find-matcher.ts';
import { patternOf } from './find-pattern.ts';
import { SEARCHED_SCROLLBACK, TerminalSearch } from './find-terminal.ts';
import { textsOfChange } from './find-texts.ts';
import { openTerminal } from './open-terminal.ts';
import type { SessionParts } from './session-parts.ts';
import { changesTrack } from './session-tracks.ts';

/** Bytes that are fetched before somebody is asked. */
const MAX_FETCHED = 2_000_000;

/** What a search reads from. */
export interface FindSource extends SessionParts {
  /** `<index> <entry>` of the segments that searches have read: to fetch them again nobody is asked. */
  readonly read: Set<string>;
}

/**
 * Finds a query in what was said, done, changed and shown in a session: prompts, answers, thoughts, commands, output,
 * names of files and changed lines, of the main conversation and those of subagents, and lines of recorded terminals.
 *
 * Reads one segment after another from the session's beginning, those of all tracks in order of time, and holds one of
 * each track; hits come as they stand in the session, but those of a call that goes on for longer than a segment, which
 * come when it has ended: `compareHits` says where they stand. What is missing, damaged or over a limit is left out and
 * counted. Ends when 5,000 are found. A blank query finds nothing.
 *
 * @throws {ArchiveError} `source-unavailable`, `source-changed`; the signal's reason when it aborts
 */
export async function* findIn(
  source: FindSource,
  query: string,
  matching: FindMatching = {},
  options: FindOptions = {},
): AsyncGenerator<FindStep, void> {
  const pattern = patternOf(query, matching);
  if (!pattern) {
    yield { ...NOTHING, state: 'done' };
    return;
  }
  const search = new Search(source, pattern, options);
  try {
    yield* search.run();
  } finally {
    search.close();
  }
}

const NOTHING = {
  hits: [],
  searched: 0,
  parts: 0,
  unreadable: 0,
  bytes: 0,
  more: false,
  longTexts: { count: 0, bytes: 0 },
} satisfies Partial<FindStep>;

/** Steps of a search, and what a part of it comes to. */
type Steps<Result = void> = AsyncGenerator<FindStep, Result>;

/** A track that is searched, and how far. */
interface SearchedTrack {
  readonly kind: TrackKind;
  readonly entry: string;
  readonly locations: readonly SegmentLocation[];
  next: number;
  /** Looks through the next segment, `undefined` where it is lost. */
  readonly take: (segment: Segment | undefined, isLast: boolean) => Promise<void> | void;
}

/** One search. */
class Search {
  readonly #source: FindSource;
  readonly #options: FindOptions;
  readonly #signal: AbortSignal;
  readonly #matcher: Matcher;
  readonly #collector: HitCollector;
  readonly #conversations: ConversationSearch[] = [];
  readonly #terminals: TerminalSearch[] = [];
  readonly #tracks: readonly SearchedTrack[];
  /** Changes that were read and not searched yet: whoever made them has not been read. */
  #changes: readonly ChangeEvent[] = [];
  #allowed: number;
  #unreadable = 0;

  constructor(source: FindSource, pattern: RegExp, options: FindOptions) {
    this.#source = source;
    this.#options = options;
    this.#signal = options.signal ?? new AbortController().signal;
    this.#allowed = options.maxFetched ?? MAX_FETCHED;
    this.#matcher = new Matcher(pattern, () => this.#rest());
    this.#collector = new HitCollector({
      matcher: this.#matcher,
      turns: source.timeline.turns,
      readText: options.longTexts ? (entry) => this.#readText(entry) : undefined,
    });
    this.#tracks = [...this.#conversationTracks(), ...this.#changesTracks(), ...this.#terminalTracks()];
  }

  /** Frees what was loaded for it. */
  close(): void {
    for (const terminal of this.#terminals) terminal.close();
  }

  async *run(): Steps {
    for (let track = this.#nextTrack(); track && !this.#collector.isFull; track = this.#nextTrack()) {
      const segment = yield* this.#read(track);
      track.next += 1;
      await track.take(segment, track.next === track.locations.length);
      await this.#searchChanges();
      yield this.#step('searching');
    }
    yield this.#step('done');
  }

  // ------------------------------------------------------------------------------------------- tracks

  #conversationTracks(): SearchedTrack[] {
    return this.#source.tracks
      .filter(({ kind }) => kind === 'transcript')
      .map(({ id, entry }, order) => {
        const search = new ConversationSearch(this.#collector, id, order);
        this.#conversations.push(search);
        return this.#searched('transcript', entry, (segment, isLast) =>
          search.take(segment as Segment<'transcript'> | undefined, isLast),
        );
      });
  }

  #changesTracks(): SearchedTrack[] {
    const track = changesTrack(this.#source.tracks);
    if (!track) return [];
    const take = (segment: Segment | undefined): void => {
      const { events = [] } = (segment as Segment<'changes'> | undefined) ?? {};
      this.#changes = [...this.#changes, ...events.filter(({ op }) => op !== 'observe')];
    };
    return [this.#searched('changes', track.entry, take)];
  }

  /** Without the terminals that were made from tool calls: what they show stands in the conversation. */
  #terminalTracks(): SearchedTrack[] {
    return this.#source.tracks
      .map((track, order) => ({ track, order: LAST + order }))
      .filter(({ track }) => track.kind === 'terminal' && !track.synthesised)
      .map(({ track, order }) => {
        const search = new TerminalSearch({
          collector: this.#collector,
          matcher: this.#matcher,
          track: track.id,
          order,
          open: () => openTerminal(track, SEARCHED_SCROLLBACK),
        });
        this.#terminals.push(search);
        return this.#searched('terminal', track.entry, (segment, isLast) =>
          search.take(segment as Segment<'terminal'> | undefined, isLast),
        );
      });
  }

  #searched(kind: TrackKind, entry: string, take: SearchedTrack['take']): SearchedTrack {
    return { kind, entry, locations: this.#source.loader.locations(entry), next: 0, take };
  }

  /** The track whose next segment begins first. */
  #nextTrack(): SearchedTrack | undefined {
    const open = this.#tracks.filter((track) => nextTime(track) < Infinity);
    return open.reduce<SearchedTrack | undefined>(
      (first, track) => (first && nextTime(first) <= nextTime(track) ? first : track),
      undefined,
    );
  }

  // ------------------------------------------------------------------------------------------ changes

  /** Searches the changes that lie before all that is left of the conversations: it is known who made them. */
  async #searchChanges(): Promise<void> {
    const times = this.#tracks.filter(({ kind }) => kind === 'transcript').map(nextTime);
    const end = Math.min(Infinity, ...times);
    const count = this.#changes.findIndex(({ t }) => t >= end);
    const due = count < 0 ? this.#changes : this.#changes.slice(0, count);
    this.#changes = count < 0 ? [] : this.#changes.slice(count);
    for (const change of due) await this.#searchChange(change);
  }

  async #searchChange(change: ChangeEvent): Promise<void> {
    let owner;
    for (const conversation of this.#conversations) owner ??= conversation.ownerOf(change.toolCallId);
    const place = { time: change.t, track: LAST, item: 0 };
    const texts = textsOfChange(change, owner !== undefined);
    await this.#collector.search(texts, owner ?? { event: change.id, track: this.#main, place });
  }

  get #main(): string {
    const transcripts = this.#source.tracks.filter(({ kind }) => kind === 'transcript');
    return (transcripts.find(({ id }) => id === 'main') ?? transcripts[0])?.id ?? 'main';
  }

  // ------------------------------------------------------------------------------------------ reading

  /** The next segment, `undefined` where it is lost; asks first where too much would be fetched. */
  async *#read({ entry, next, locations }: SearchedTrack): Steps<Segment | undefined> {
    this.#signal.throwIfAborted();
    const { archive, loader, read } = this.#source;
    if (!this.#isKnown(entry, next)) {
      const stored = locations[next]!.storedSize;
      if (stored > this.#allowed) {
        yield this.#step('asking');
        this.#signal.throwIfAborted();
        this.#allowed = Infinity;
      }
      this.#allowed -= stored;
    }
    // Not by the loader: what a player shows stays loaded, however much is searched.
    const reading = loader.get(entry, next) ?? archive.readSegment(entry, next, { signal: this.#signal });
    const segment = await this.#unlessLost(reading);
    read.add(keyOf(entry, next));
    // Inflating and parsing it took its time.
    await this.#rest();
    return segment;
  }

  /** Its bytes are at hand, or were once and are kept as far as there is room. */
  #isKnown(entry: string, index: number): boolean {
    return this.#source.loader.has(entry, index) || this.#source.read.has(keyOf(entry, index));
  }

  async #unlessLost<T>(reading: Promise<T> | T): Promise<T | undefined> {
    try {
      return await reading;
    } catch (error) {
      if (!isDamage(error)) throw error;
      this.#unreadable += 1;
      return undefined;
    }
  }

  async #readText(entry: string): Promise<string> {
    const bytes = await this.#source.archive.readEntry(entry, { signal: this.#signal });
    return new TextDecoder().decode(bytes);
  }

  /** Lets others have their turn. */
  async #rest(): Promise<void> {
    await this.#options.pause?.();
    this.#signal.throwIfAborted();
  }

  #step(state: FindStep['state']): FindStep {
    let [searched, parts, bytes, missing] = [0, 0, 0, 0];
    for (const { entry, next, locations } of this.#tracks) {
      searched += next;
      parts += locations.length;
      for (let index = next; index < locations.length; index += 1) {
        if (!this.#isKnown(entry, index)) bytes += locations[index]!.storedSize;
      }
      // The manifest tells of a track that is not there.
      if (locations.length === 0 && this.#isMissing(entry)) missing += 1;
    }
    return {
      state,
      hits: this.#collector.take(),
      searched: searched + missing,
      parts: parts + missing,
      unreadable: this.#unreadable + missing + this.#collector.lostTexts,
      bytes,
      more: this.#collector.isFull,
      longTexts: this.#collector.longTexts,
    };
  }

  #isMissing(entry: string): boolean {
    return (this.#source.tracks.find((track) => track.entry === entry)?.events ?? 0) > 0;
  }
}

/** Comes behind all conversations: tracks of an archive are fewer. */
const LAST = 1e6;

function keyOf(entry: string, index: number): string {
  return `${index} ${entry}`;
}

/** When the next segment of a track begins, ms; `Infinity` at its end. */
function nextTime({ locations, next }: SearchedTrack): number {
  return locations[next]?.time ?? Infinity;
}
