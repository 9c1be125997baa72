import type {
  Chapter,
  Cut,
  Ending,
  Fold,
  IndexContent,
  Manifest,
  Mark,
  TimeIndex,
  TimeSpan,
  TurnEntry,
} from '../format/index.ts';
import { isAgentFold } from '../state/index.ts';

/** Stretches without activity from this length on are gaps, ms. */
const MIN_GAP = 2000;

/** Point on the timeline, `time` in ms of the session: facts, which elements put into words. */
export type Marker =
  | Mark
  | {
      readonly time: number;
      readonly kind: 'note';
      /** What the author noted. */
      readonly text?: string;
    };

/** A conversation that another one began. */
export interface Subagent {
  /** Id of its track. */
  readonly id: string;
  readonly title: string | undefined;
  /** Session time of its first event, ms; in archives that do not tell it, the start of the session. */
  readonly time: number;
  /** Session time of its last event, ms; `undefined` where the archive does not tell it. */
  readonly end?: number;
}

/** Ordered time structure of a session, built once from manifest and index, before any track is loaded. */
export interface Timeline {
  /** Session time, ms. */
  readonly duration: number;
  /** The manifest's chapters, or the turns where it has none. */
  readonly chapters: readonly Chapter[];
  /** The session's turns in order. */
  readonly turns: readonly TurnEntry[];
  /** Conversations of subagents, ordered by time. */
  readonly subagents: readonly Subagent[];
  /** Spans in which anything happened, ordered. */
  readonly activity: readonly TimeSpan[];
  /** Stretches without activity of 2 s or more. */
  readonly gaps: readonly TimeSpan[];
  /** Runs of similar items that the reading map passes over quickly. */
  readonly folds: readonly Fold[];
  /** When subagents worked, by start; in archives that do not tell it, where a fold says that they alone did. */
  readonly lanes?: readonly TimeSpan[];
  /** Points worth a look, ordered by time. */
  readonly markers: readonly Marker[];
  /**
   * Whether `markers` are where things happened. In archives without marks errors stand at the start of their turn, and
   * of a file only the first and last change is known.
   */
  readonly exact: boolean;
  /** What the author took out, by time. */
  readonly cuts: readonly Cut[];
  /** The first prompt, or its beginning; `undefined` in a session without prompts. */
  readonly asked: string | undefined;
  /** How the session came to its end, where that is known. */
  readonly ending: Ending | undefined;
}

/**
 * The timeline of a session. Chapters are the manifest's, or the turns where it has none. Markers are the marks of the index;
 * where it has none they stand at turns in which something failed and where files changed first and last.
 */
export function buildTimeline(
  manifest: Manifest,
  index: IndexContent & Partial<Pick<TimeIndex, 'segments'>>,
): Timeline {
  const { duration, turns, activity } = index;
  const folds = index.reading?.folds ?? [];
  const subagents = subagentsOf(manifest, index);
  return Object.freeze({
    duration,
    chapters: manifest.chapters?.length ? manifest.chapters : turns.map(chapterOf),
    turns,
    subagents,
    activity,
    gaps: gapsBetween(activity, duration),
    folds,
    lanes: index.subagents ? lanesOf(subagents) : folds.filter(isAgentFold),
    markers: index.marks ?? markersOf(index),
    exact: index.marks !== undefined,
    cuts: manifest.cuts ?? [],
    asked: index.asked ?? turns[0]?.excerpt,
    ending: index.ending,
  });
}

function chapterOf({ time, excerpt, id }: TurnEntry): Chapter {
  return { time, title: excerpt, event: id };
}

function subagentsOf(
  { tracks }: Manifest,
  { subagents = [], segments }: IndexContent & Partial<Pick<TimeIndex, 'segments'>>,
): readonly Subagent[] {
  const spans = new Map(subagents.map((span) => [span.track, span]));
  return tracks
    .filter(({ kind, id, parent }) => kind === 'transcript' && parent !== undefined && id !== 'main')
    .map(({ id, title, entry }) => {
      const span = spans.get(id);
      const time = span?.start ?? segments?.get(entry)?.[0]?.time ?? 0;
      return { id, title, time, ...(span && { end: span.end }) };
    })
    .sort((a, b) => a.time - b.time);
}

function lanesOf(subagents: readonly Subagent[]): readonly TimeSpan[] {
  return subagents.flatMap(({ time, end }) => (end === undefined ? [] : [{ start: time, end }]));
}

function gapsBetween(activity: readonly TimeSpan[], duration: number): readonly TimeSpan[] {
  const gaps: TimeSpan[] = [];
  let start = 0;
  for (const span of [...activity, { start: duration, end: duration }]) {
    if (span.start - start >= MIN_GAP) gaps.push({ start, end: span.start });
    start = Math.max(start, span.end);
  }
  return gaps;
}

/** What an index without marks knows. */
function markersOf({ turns, files }: IndexContent): readonly Marker[] {
  const markers: Marker[] = [];
  for (const { time, errors } of turns) {
    if (errors > 0) markers.push({ time, kind: 'error' });
  }
  for (const { path, first, last } of files) {
    markers.push({ time: first, kind: 'change', text: path });
    if (last > first) markers.push({ time: last, kind: 'change', text: path });
  }
  return markers.sort((a, b) => a.time - b.time);
}
