import type { ChangeEvent, Segment, TrackKind } from '../format/index.ts';
import { SettledItems } from './find-fold.ts';
import type { SettledItem } from './find-fold.ts';
import { compareHits } from './find-hit.ts';
import type { FindMatching, FindOptions, FindStep, Hit, HitPlace } from './find-hit.ts';
import { Matcher } from './find-matcher.ts';
import { patternOf } from './find-pattern.ts';
import { changedLines, textsOfChange, textsOfItem } from './find-texts.ts';
import type { FindText } from './find-texts.ts';
import type { KeptSegments } from './kept-segments.ts';
import type { SessionParts } from './session-parts.ts';
import { changesTrack } from './session-tracks.ts';

/** Hits that are kept. */
export const MAX_HITS = 5000;
/** Bytes that are fetched before somebody is asked. */
const MAX_FETCHED = 2_000_000;

/** What a search reads from. */
export interface FindSource extends SessionParts {
  /** Keeps what was read from one search to the next. */
  readonly segments: KeptSegments;
}

/**
 * Finds a query in what was said, done and changed in a session: prompts, answers, thoughts, commands, output, names of
 * files and changed lines, of the main conversation.
 *
 * Reads one segment after another from the session's beginning and holds one of each track; hits come as they stand in
 * the session, but those of a call that goes on for longer than a segment, which come when it has ended:
 * `compareHits` says where they stand. Ends when 5,000 are found. A blank query finds nothing.
 *
 * @throws {ArchiveError} what reading gives; the signal's reason when it aborts
 */
export async function* findIn(
  source: FindSource,
  query: string,
  matching: FindMatching = {},
  options: FindOptions = {},
): AsyncGenerator<FindStep, void> {
  const pattern = patternOf(query, matching);
  if (pattern) yield* new Search(source, pattern, options).run();
  else yield { ...NOTHING, state: 'done' };
}

const NOTHING = {
  hits: [],
  searched: 0,
  parts: 0,
  bytes: 0,
  more: false,
  longTexts: { count: 0, bytes: 0 },
} satisfies Partial<FindStep>;

/** Who a text belongs to. */
interface Owner {
  readonly event: string;
  readonly place: HitPlace;
}

/** Steps of a search, and what a part of it comes to. */
type Steps<Result = void> = AsyncGenerator<FindStep, Result>;

/** One search. */
class Search {
  readonly #source: FindSource;
  readonly #options: FindOptions;
  readonly #signal: AbortSignal;
  readonly #matcher: Matcher;
  readonly #items = new SettledItems();
  readonly #changes: { readonly entry: string | undefined; next: number; events: readonly ChangeEvent[] };
  /** Parts left, `<index> <entry>` → bytes in the archive. */
  readonly #left: Map<string, { readonly entry: string; readonly index: number; readonly stored: number }>;
  readonly #parts: number;
  #allowed: number;
  /** Found since the last step. */
  #hits: Hit[] = [];
  #found = 0;
  #more = false;
  /** Hits of an event so far. */
  readonly #counts = new Map<string, number>();
  /** Entries that were left out, and their bytes. */
  readonly #longTexts = new Map<string, number>();

  constructor(source: FindSource, pattern: RegExp, options: FindOptions) {
    this.#source = source;
    this.#options = options;
    this.#signal = options.signal ?? new AbortController().signal;
    this.#allowed = options.maxFetched ?? MAX_FETCHED;
    this.#matcher = new Matcher(pattern, () => this.#rest());
    this.#changes = { entry: changesTrack(source.tracks)?.entry, next: 0, events: [] };
    this.#left = new Map(
      [this.#transcript, this.#changes.entry].flatMap((entry) =>
        entry === undefined
          ? []
          : source.segments
              .locations(entry)
              .map(({ storedSize }, index) => [`${index} ${entry}`, { entry, index, stored: storedSize }]),
      ),
    );
    this.#parts = this.#left.size;
  }

  async *run(): Steps {
    const entry = this.#transcript;
    const locations = entry === undefined ? [] : this.#source.segments.locations(entry);
    for (let index = 0; entry !== undefined && index < locations.length && !this.#more; index += 1) {
      const segment = yield* this.#read<'transcript'>(entry, index);
      const isLast = index === locations.length - 1;
      const settled = this.#items.take(segment, isLast);
      await this.#rest();
      for (const item of settled) await this.#searchItem(item);
      yield* this.#searchChanges(isLast ? Infinity : locations[index + 1]!.time);
      yield this.#step('searching');
    }
    if (locations.length === 0) yield* this.#searchChanges(Infinity);
    yield this.#step('done');
  }

  get #transcript(): string | undefined {
    const transcripts = this.#source.tracks.filter(({ kind }) => kind === 'transcript');
    return (transcripts.find(({ id }) => id === 'main') ?? transcripts[0])?.entry;
  }

  /** Changes before a time (ms), those that were not searched yet. */
  async *#searchChanges(end: number): Steps {
    const { entry } = this.#changes;
    if (entry === undefined) return;
    const locations = this.#source.segments.locations(entry);
    while (!this.#more) {
      const count = this.#changes.events.findIndex(({ t }) => t >= end);
      const due = count < 0 ? this.#changes.events : this.#changes.events.slice(0, count);
      this.#changes.events = count < 0 ? [] : this.#changes.events.slice(count);
      for (const event of due) await this.#searchChange(event);
      const next = locations[this.#changes.next];
      if (count >= 0 || !next || next.time >= end) return;
      yield this.#step('searching');
      const { events } = yield* this.#read<'changes'>(entry, this.#changes.next);
      this.#changes.next += 1;
      this.#changes.events = events.filter(({ op }) => op !== 'observe');
    }
  }

  /** The segment; asks first where too much would be fetched. */
  async *#read<K extends TrackKind>(entry: string, index: number): Steps<Segment<K>> {
    this.#signal.throwIfAborted();
    const key = `${index} ${entry}`;
    const { segments } = this.#source;
    if (!segments.has(entry, index)) {
      const stored = this.#left.get(key)?.stored ?? 0;
      if (stored > this.#allowed) {
        yield this.#step('asking');
        this.#signal.throwIfAborted();
        this.#allowed = Infinity;
      }
      this.#allowed -= stored;
    }
    const segment = await segments.read<K>(entry, index, this.#signal);
    this.#left.delete(key);
    // Inflating and parsing it took its time.
    await this.#rest();
    return segment;
  }

  /** Lets others have their turn. */
  async #rest(): Promise<void> {
    await this.#options.pause?.();
    this.#signal.throwIfAborted();
  }

  async #searchItem({ item, place, isContinued }: SettledItem): Promise<void> {
    await this.#search(textsOfItem(item, isContinued), { event: item.id, place });
  }

  async #searchChange(change: ChangeEvent): Promise<void> {
    const call = this.#items.call(change.toolCallId);
    const owner = call
      ? { event: call.id, place: call.place }
      : { event: change.id, place: { time: change.t, item: Number.MAX_SAFE_INTEGER } };
    await this.#search(textsOfChange(change, call !== undefined), owner);
  }

  async #search(texts: readonly FindText[], owner: Owner): Promise<void> {
    for (const found of texts) {
      if (this.#more) return;
      const text = await this.#textOf(found);
      const left = MAX_HITS - this.#found;
      const lines = await this.#matcher.find(found.isPatch ? changedLines(text) : text, left + 1);
      this.#more = lines.length > left;
      for (const line of lines.slice(0, left)) {
        const index = this.#counts.get(owner.event) ?? 0;
        this.#counts.set(owner.event, index + 1);
        const turn = this.#source.timeline.turns.findLastIndex(({ time }) => time <= owner.place.time) + 1;
        this.#hits.push({ kind: found.kind, time: found.time, ...owner, turn, line, index });
        this.#found += 1;
      }
    }
  }

  /** Nothing of a text outside the track, unless those are searched too. */
  async #textOf({ text, entry, size = 0 }: FindText): Promise<string> {
    if (entry === undefined) return text;
    if (!this.#options.longTexts) {
      this.#longTexts.set(entry, size);
      return '';
    }
    const bytes = await this.#source.archive.readEntry(entry, { signal: this.#signal });
    return new TextDecoder().decode(bytes);
  }

  #step(state: FindStep['state']): FindStep {
    const hits = this.#hits.sort(compareHits);
    this.#hits = [];
    let bytes = 0;
    for (const { entry, index, stored } of this.#left.values()) {
      if (!this.#source.segments.has(entry, index)) bytes += stored;
    }
    let longBytes = 0;
    for (const size of this.#longTexts.values()) longBytes += size;
    return {
      state,
      hits,
      searched: this.#parts - this.#left.size,
      parts: this.#parts,
      bytes,
      more: this.#more,
      longTexts: { count: this.#longTexts.size, bytes: longBytes },
    };
  }
}
