import type { TurnEntry } from '../format/index.ts';
import { isDamage } from './damage.ts';
import { compareHits } from './find-hit.ts';
import type { ChangePlace, FindStep, Hit, HitPlace } from './find-hit.ts';
import type { Match, Matcher } from './find-matcher.ts';
import { changedLines } from './find-texts.ts';
import type { FindText } from './find-texts.ts';

/** Hits that are kept. */
export const MAX_HITS = 5000;

/** Who a text belongs to. */
export interface Owner {
  /** Id of the event; `undefined` for a terminal. */
  readonly event: string | undefined;
  /** Id of the track that shows it. */
  readonly track: string;
  readonly place: HitPlace;
}

/** What hits are collected with. */
export interface CollectorOptions {
  readonly matcher: Matcher;
  readonly turns: readonly TurnEntry[];
  /** Reads a text that lies outside the tracks; without it those are counted and left out. */
  readonly readText: ((entry: string) => Promise<string>) | undefined;
}

/** Looks through texts and collects the hits, 5,000 at most. */
export class HitCollector {
  readonly #options: CollectorOptions;
  /** Found since they were taken last. */
  #hits: Hit[] = [];
  #found = 0;
  #more = false;
  /** Hits of an event or terminal so far. */
  readonly #counts = new Map<string, number>();
  /** Entries that were left out, and their bytes. */
  readonly #longTexts = new Map<string, number>();
  readonly #lostTexts = new Set<string>();

  constructor(options: CollectorOptions) {
    this.#options = options;
  }

  /** There are more hits than are kept: searching on is in vain. */
  get isFull(): boolean {
    return this.#more;
  }

  /** Hits that may still be found, and one more. */
  get room(): number {
    return MAX_HITS - this.#found + 1;
  }

  /** Texts outside the tracks that were left out. */
  get longTexts(): FindStep['longTexts'] {
    const bytes = [...this.#longTexts.values()].reduce((sum, size) => sum + size, 0);
    return { count: this.#longTexts.size, bytes };
  }

  /** Texts outside the tracks that are missing, damaged or too long. */
  get lostTexts(): number {
    return this.#lostTexts.size;
  }

  /** The hits found since the last call, as they stand in the session. */
  take(): readonly Hit[] {
    const hits = this.#hits.sort(compareHits);
    this.#hits = [];
    return hits;
  }

  /** Looks through the texts of one owner. */
  async search(texts: readonly FindText[], owner: Owner): Promise<void> {
    for (const found of texts) {
      if (this.#more) return;
      const whole = await this.#textOf(found);
      const text = found.isPatch ? changedLines(whole) : whole;
      const matches = await this.#options.matcher.find(text, this.room);
      const places = found.change === undefined ? [] : changePlaces(found, text, matches);
      matches.forEach(({ line }, at) => {
        const change = places[at];
        this.add({ kind: found.kind, time: found.time, line, ...(change && { change }) }, owner);
      });
    }
  }

  /** Takes a hit, if it has room. */
  add(hit: Pick<Hit, 'kind' | 'time' | 'line' | 'change' | 'screen'>, owner: Owner): void {
    this.#more ||= this.#found === MAX_HITS;
    if (this.#more) return;
    const counted = owner.event ?? `terminal ${owner.track}`;
    const index = this.#counts.get(counted) ?? 0;
    this.#counts.set(counted, index + 1);
    const turn = this.#options.turns.findLastIndex(({ time }) => time <= owner.place.time) + 1;
    this.#hits.push({ ...hit, ...owner, turn, index });
    this.#found += 1;
  }

  /** Nothing of a text outside the track, unless those are searched too. */
  async #textOf({ text, entry, size = 0 }: FindText): Promise<string> {
    if (entry === undefined) return text;
    if (!this.#options.readText) {
      this.#longTexts.set(entry, size);
      return '';
    }
    try {
      return await this.#options.readText(entry);
    } catch (error) {
      if (!isDamage(error)) throw error;
      this.#lostTexts.add(entry);
      return '';
    }
  }
}

/** In which lines of a change matches stand. */
function changePlaces(
  { change: id = '', isPatch = false }: FindText,
  text: string,
  matches: readonly Match[],
): ChangePlace[] {
  const places: ChangePlace[] = [];
  let line = 0;
  let at = 0;
  for (const { start } of matches) {
    for (let end = text.indexOf('\n', at); end >= 0 && end < start; end = text.indexOf('\n', at)) {
      line += 1;
      at = end + 1;
    }
    const before = places.at(-1);
    const nth = before?.line === line ? before.nth + 1 : 0;
    places.push({ id, line, lineOf: isPatch ? 'changed' : 'text', nth });
  }
  return places;
}
