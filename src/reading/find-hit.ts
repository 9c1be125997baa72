/** What a search in a session is asked for, and what it finds. */

/** What a hit stands in. */
export type HitKind = 'prompt' | 'answer' | 'thought' | 'command' | 'output' | 'file' | 'change' | 'terminal';

/** All kinds, in the order in which they are offered. */
export const HIT_KINDS: readonly HitKind[] = [
  'prompt',
  'answer',
  'thought',
  'command',
  'output',
  'file',
  'change',
  'terminal',
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
  /**
   * Id of the item that holds it, of a change that no item tells of its own; links point here. `undefined` in a terminal,
   * whose output has no ids.
   */
  readonly event: string | undefined;
  /** Id of the track that shows it: a conversation, the main one or a subagent's; a terminal where `kind` says so. */
  readonly track: string;
  /** Number of the turn it lies in, counted from 1; 0 before the first. */
  readonly turn: number;
  /** The line that it stands in. */
  readonly line: Excerpt;
  /** How many hits of the same event, or terminal, stand before it. */
  readonly index: number;
  /** Its place in the session, for {@link compareHits}. */
  readonly place: HitPlace;
  /** Where a changed line stands. */
  readonly change?: ChangePlace;
  /** Where it stands on the terminal's screen. */
  readonly screen?: ScreenPlace;
}

/** Where the item of a hit stands. */
export interface HitPlace {
  /** Session time at which it begins, ms. */
  readonly time: number;
  /** Conversations come before changes without an item, those before terminals, where all are of one time. */
  readonly track: number;
  /** How many items of the conversation begin before it. */
  readonly item: number;
}

/** Where a changed line stands in its change. */
export interface ChangePlace {
  /** Id of the change. */
  readonly id: string;
  /** Which line, from 0: of those that were added or removed, or of the text that a file has now. */
  readonly line: number;
  readonly lineOf: 'changed' | 'text';
  /** How many hits stand before it in that line. */
  readonly nth: number;
}

/** Where a hit stands on a terminal's screen, as it is at the time of the hit. */
export interface ScreenPlace {
  /** Row that it begins in: 0 is the first of the screen, below 0 are those that had gone off its top by then. */
  readonly row: number;
  /** Column that it begins in, from 0. */
  readonly column: number;
  /** How many hits begin before it in that row. */
  readonly nth: number;
}

/** Orders hits as they stand in the session. */
export function compareHits(a: Hit, b: Hit): number {
  return (
    a.place.time - b.place.time ||
    a.place.track - b.place.track ||
    a.place.item - b.place.item ||
    a.index - b.index
  );
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
  /** Of those searched, the ones that could not be read: they are missing, damaged or over a limit. */
  readonly unreadable: number;
  /** Bytes that the parts left would fetch. */
  readonly bytes: number;
  /** There are more than the hits that are kept. */
  readonly more: boolean;
  /** Texts that lie outside the tracks and were left out so far, and their bytes where these are known. */
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
