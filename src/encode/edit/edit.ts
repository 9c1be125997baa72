import type { TimeSpan } from '../../format/index.ts';

/** What is to be done to a session. Everything that is named must be there. */
export interface Edit {
  /** Turns to take out: numbers, counted from 1, or ids of events of the conversation, each of which means its turn. */
  readonly turns?: readonly (number | string)[];
  /** Stretches of session time to take out on every track, ms. */
  readonly spans?: readonly TimeSpan[];
  /** Stretches of session time to keep: all others are taken out. */
  readonly keep?: readonly TimeSpan[];
  /**
   * Patterns of paths, relative to the workspace: `*` and `?` stand for anything but `/`, `**` for anything. One that names
   * a folder means all that is in it; one that is given without `/` means files and folders of that name anywhere.
   */
  readonly files?: readonly string[];
  /** Tracks to take out: an id, `kind/id`, or the path of an entry. */
  readonly tracks?: readonly string[];
  /** Pictures, and other documents that messages hold, to take out: the paths of their blobs, `blobs/…`. */
  readonly pictures?: readonly string[];
  /** Kept sources to take out, by entry or name; `true`: all of them. Cutting any of the above takes out all. */
  readonly sources?: readonly string[] | true;
  /** The new title. */
  readonly title?: string;
  /** What comes after time that was cut moves up. Default: it stays where it was, and the time is empty. */
  readonly closeGaps?: boolean;
}

/** Whether an edit takes out what was said, done or shown, and not only names or copies. */
export function cutsContent({ turns, spans, keep, files, tracks, pictures }: Edit): boolean {
  return [turns, spans, keep, files, tracks, pictures].some((list) => list !== undefined && list.length > 0);
}
