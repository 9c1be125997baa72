import type { ChangeEvent } from '../format/index.ts';
import type { Blame, BlamedFile, EventContent } from '../state/files/index.ts';
import { readChanges, readFileHistory } from './changes-reader.ts';
import type { TimeRange } from './event-range.ts';
import type { SessionParts } from './session-parts.ts';

/** Changes of a stretch whose lines are looked for at the end; of more, the first ones are. */
const MAX_CHANGES = 500;

/** What is left of a change at the end of the session. */
export interface SurvivingLines {
  /** Id of the change. */
  readonly change: string;
  /** Its file's path at the end; the last one where the file was deleted. */
  readonly path: string;
  /** Lines that the change wrote. */
  readonly written: number;
  /** Those that are still there; `undefined` where the file is not known at the end. */
  readonly kept: number | undefined;
  /** Where they stand at the end: first and last line of each stretch, counted from 1. */
  readonly ranges: readonly (readonly [number, number])[];
}

/**
 * The lines of a file at `time` (ms), with who wrote each last; `undefined` where nothing is known of the file. Every
 * segment of changes up to then is read.
 *
 * @param path - its path at that time
 */
export async function readBlame(
  parts: SessionParts,
  path: string,
  time: number,
  signal: AbortSignal,
): Promise<BlamedFile | undefined> {
  return (await blameFile(parts, path, time, signal)).file;
}

/**
 * What is left at the session's end of the lines that the changes of a stretch of time wrote, in the order of the
 * changes. Every segment of changes is read, those from the stretch on once more for each of its files.
 */
export async function readSurvivors(
  parts: SessionParts,
  range: TimeRange,
  signal: AbortSignal,
): Promise<readonly SurvivingLines[]> {
  const wanted = new Map<string, string>();
  // Across renames: change → path of its file so far.
  for await (const event of readChanges(parts, { from: range.from, to: Infinity }, signal)) {
    for (const [change, path] of wanted) if (event.from === path) wanted.set(change, event.path);
    const isIn = event.t <= range.to && wanted.size < MAX_CHANGES;
    if (isIn && event.op !== 'delete') wanted.set(event.id, event.path);
  }
  const blames = new Map<string, Blame>();
  for (const path of new Set(wanted.values()))
    blames.set(path, await blameFile(parts, path, Infinity, signal));
  return [...wanted].map(([change, path]) => survivorsOf(change, path, blames.get(path)!));
}

async function blameFile(
  parts: SessionParts,
  path: string,
  time: number,
  signal: AbortSignal,
): Promise<Blame> {
  const { Blame } = await import('../state/files/index.ts');
  const blame = new Blame();
  for (const event of await readFileHistory(parts, path, signal, time)) {
    blame.apply(event, await contentOf(parts, event, signal));
  }
  return blame;
}

async function contentOf(
  { archive }: SessionParts,
  { patch, patchBlob, text, blob }: ChangeEvent,
  signal: AbortSignal,
): Promise<EventContent> {
  const read = async (path: string | undefined): Promise<string | undefined> =>
    path === undefined
      ? undefined
      : new TextDecoder('utf-8', { ignoreBOM: true }).decode(await archive.readEntry(path, { signal }));
  return { patch: patch ?? (await read(patchBlob)), text: text ?? (await read(blob)) };
}

function survivorsOf(change: string, path: string, blame: Blame): SurvivingLines {
  const { file } = blame;
  const base = { change, path, written: blame.written(change) };
  if (file && !file.whole) return { ...base, kept: undefined, ranges: [] };
  const own = (file?.lines ?? []).filter(
    ({ origin }) => origin.kind === 'change' && origin.change === change,
  );
  const ranges: [number, number][] = [];
  for (const { number } of own) {
    const last = ranges.at(-1);
    if (last?.[1] === number - 1) last[1] = number;
    else ranges.push([number, number]);
  }
  return { ...base, kept: own.length, ranges };
}
