/** What a search in a session is asked for, and what it finds. */

/** What a hit stands in. */
export type HitKind = 'prompt' | 'answer' | 'thought' | 'command' | 'output' | 'file' | 'change';

/** All kinds, in the order in which they are offered. */
export const HIT_KINDS: readonly HitKind[] = [
  'prompt',
  'answer',
  'thought',
  'command',
  'output',
  'file',
  'change',
];

/** How a query is matched. Default: wherever its characters stand, in any case. */
export interface FindMatching {
  /** Capital letters are told from small ones. */
  readonly case?: boolean;
  /** Only where no letter, digit or `_` goes on before or behind it. */
  readonly word?: boolean;
}

/** One line around a match, on its own: at most 120 characters. */
export interface Excerpt {
  /** Without the blanks around it; `…` where the line was cut. */
  readonly text: string;
  /** The match in `text`: `text.slice(start, end)`. A match longer than the excerpt is cut. */
  readonly start: number;
  readonly end: number;
}

/** One place at which a query was found. */
export interface Hit {
  readonly kind: HitKind;
  /** Session time at which it stands there, ms: of an output the time when it was there for good. */
  readonly time: number;
  /** Id of the item that holds it, of a change that no item tells of its own; links point here. */
  readonly event: string;
  /** Number of the turn it lies in, counted from 1; 0 before the first. */
  readonly turn: number;
  /** The line that it stands in. */
  readonly line: Excerpt;
  /** How many hits of the same event stand before it. */
  readonly index: number;
  /** Its place in the session, for {@link compareHits}. */
  readonly place: HitPlace;
}

/** Where the item of a hit stands. */
export interface HitPlace {
  /** Session time at which it begins, ms. */
  readonly time: number;
  /** How many items of the conversation begin before it; a change without an item comes behind those of its time. */
  readonly item: number;
}

/** Orders hits as they stand in the session. */
export function compareHits(a: Hit, b: Hit): number {
  return a.place.time - b.place.time || a.place.item - b.place.item || a.index - b.index;
}

/** How far a search is. */
export interface FindStep {
  /**
   * `searching`: goes on. `asking`: what comes next has to be fetched, and is more than was allowed; who asks for the
   * next step agrees. `done`: nothing is left, or as many hits are found as are kept.
   */
  readonly state: 'searching' | 'asking' | 'done';
  /** Found since the step before, as they stand in the session. */
  readonly hits: readonly Hit[];
  /** Segments searched, and all of them. */
  readonly searched: number;
  readonly parts: number;
  /** Bytes that the parts left would fetch. */
  readonly bytes: number;
  /** There are more than the hits that are kept. */
  readonly more: boolean;
  /** Texts that lie outside the tracks and were left out so far, and their bytes. */
  readonly longTexts: { readonly count: number; readonly bytes: number };
}

/** How a search is carried out. */
export interface FindOptions {
  /** Ends it: the next step rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /**
   * Called with every segment and whenever some 64 Ki characters have been searched; the search goes on when it resolves. Here a page gets its
   * turn. Default: goes on at once.
   */
  readonly pause?: () => Promise<void> | void;
  /** Searches texts that lie outside the tracks (over 32 KiB) too, each fetched by itself. */
  readonly longTexts?: boolean;
  /** Bytes that are fetched before somebody is asked. Default 2 MB. */
  readonly maxFetched?: number;
}
