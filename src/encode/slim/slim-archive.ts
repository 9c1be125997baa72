import {
  MemorySpool,
  type ByteSink,
  type ByteSource,
  type Manifest,
  type TimeSpan,
  type TurnEntry,
} from '../../format/index.ts';
import type { Edit } from '../edit/edit.ts';
import { EditError } from '../edit/edit-error.ts';
import { editSteps } from '../edit/edit-steps.ts';
import type { EncodeResult } from '../encode-session.ts';
import { SpooledArchive } from '../masking/spooled-archive.ts';
import { joinSteps } from '../rewrite/join-steps.ts';
import { rewrite, type RewriteOptions } from '../rewrite/rewrite.ts';
import { SlimStep } from './slim-step.ts';

/** How an archive is made smaller. */
export interface SlimOptions extends RewriteOptions {
  /** Bytes that the new archive may have at most. */
  readonly maxSize: number;
  /** What is known of the archive, and the session time around which it is kept, ms. */
  readonly session: {
    readonly manifest: Manifest;
    readonly turns: readonly TurnEntry[];
    readonly moment: number;
  };
}

/** What came of it. */
export interface SlimResult {
  readonly size: number;
  /** What was left out, a clause each, in the order in which it was; empty: nothing. */
  readonly left: readonly string[];
}

/** Characters of an output that stay of one that is cut. */
const MAX_OUTPUT = 8 * 1024;

/** Times that the stretch of time that is kept is made shorter, at most. */
const MAX_WINDOWS = 24;

/** Share of the size that is aimed at: what stays is not as dense as what goes. */
const AIM = 0.85;

interface Level {
  readonly left: readonly string[];
  readonly media?: boolean;
  readonly maxOutput?: number;
  readonly edit: Edit;
}

/**
 * Writes an archive that is no larger than it may be: as it is, or without what is missed least, which is left out in this
 * order until the rest fits: kept sources, pictures and documents, the middle of long outputs, conversations of
 * subagents, then turns and time, those farthest from a moment first. What was left out is said in the archive, where
 * there is a conversation to say it in, and in its manifest where turns or time were.
 *
 * The archive is read and written once for each thing that is left out.
 *
 * @throws {EditError} `nothing-to-edit` when not even a second around the moment fits
 * @throws what `rewrite` throws
 */
export async function slimArchive(source: ByteSource, options: SlimOptions): Promise<SlimResult> {
  const { maxSize, session, sink, createSpool = () => new MemorySpool() } = options;
  let size = await source.size();
  if (size <= maxSize) {
    await copy(source, size, sink);
    return { size, left: [] };
  }
  let left: readonly string[] = [];
  const levels = levelsOf(session);
  for (let level = levels.next(size / maxSize); level.done !== true; level = levels.next(size / maxSize)) {
    const archive = new SpooledArchive(createSpool());
    try {
      const written = await write(source, level.value, { ...options, sink: archive });
      if (written === undefined) continue;
      ({ size } = written);
      left = level.value.left;
      if (size > maxSize) continue;
      await archive.copyTo(sink);
      return { size, left };
    } finally {
      await archive.close();
    }
  }
  throw new EditError('nothing-to-edit', `the archive cannot be made smaller than ${size} bytes`);
}

/** Writes a level; `undefined` where there is nothing of what it leaves out. */
async function write(
  source: ByteSource,
  { left, edit, media = false, maxOutput }: Level,
  options: RewriteOptions,
): Promise<EncodeResult | undefined> {
  const notice = `Left out so that it can be attached: ${left.join('; ')}`;
  const slim = new SlimStep({ media, ...(maxOutput !== undefined && { maxOutput }), notice });
  try {
    const steps = Object.keys(edit).length > 0 ? editSteps(edit, () => undefined) : [];
    return await rewrite(source, joinSteps([...steps, slim]), options);
  } catch (error) {
    if (error instanceof EditError) return undefined;
    throw error;
  }
}

/** The levels in their order; told how many times too large the one before came out. */
function* levelsOf({ manifest, turns, moment }: SlimOptions['session']): Generator<Level, void, number> {
  const hasSources = manifest.sources?.some(({ entry }) => entry !== undefined) ?? false;
  let level: Level = { left: [], edit: {} };
  const more = (clause: string, by: Partial<Level>): Level => ({
    ...level,
    ...by,
    edit: { ...level.edit, ...by.edit },
    left: [...level.left, clause],
  });
  if (hasSources) yield (level = more('kept sources', { edit: { sources: true } }));
  yield (level = more('pictures and documents', { media: true }));
  yield (level = more(`the middle of outputs over ${MAX_OUTPUT / 1024} KiB`, { maxOutput: MAX_OUTPUT }));
  const subagents = manifest.tracks.filter(
    ({ kind, id, parent }) => kind === 'transcript' && id !== 'main' && parent !== undefined,
  );
  let excess = 1;
  if (subagents.length > 0) {
    const tracks = subagents.map(({ entry }) => entry);
    excess = yield (level = more('conversations of subagents', { edit: { tracks } }));
  }
  const { duration } = manifest;
  let length = duration;
  for (let window = 0; window < MAX_WINDOWS && length > 1000; window += 1) {
    length *= AIM * Math.min(1, 1 / Math.max(1, excess));
    const span = windowAround(moment, length, { turns, duration });
    const clause = `everything but ${clockText(span.start)} to ${clockText(span.end)}`;
    excess = yield more(clause, { edit: { keep: [span] } });
  }
}

/** A stretch of time with a moment in it; it begins with a turn where one begins not long before. */
function windowAround(
  moment: number,
  length: number,
  { turns, duration }: { readonly turns: readonly TurnEntry[]; readonly duration: number },
): TimeSpan {
  // What led to the moment tells more than what came of it.
  const end = Math.min(duration, Math.ceil(moment + length / 4) + 1);
  const start = Math.max(0, Math.floor(end - length));
  const turn = turns.find(({ time }) => time >= start && time <= moment);
  return { start: turn && turn.time < start + length / 2 ? turn.time : start, end };
}

/** `6:41`: minutes and seconds of session time. */
function clockText(time: number): string {
  const seconds = Math.floor(time / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

async function copy(source: ByteSource, size: number, sink: ByteSink): Promise<void> {
  for (let at = 0; at < size; at += COPY_SIZE)
    await sink.write(await source.read(at, Math.min(COPY_SIZE, size - at)));
}

/** Bytes that are copied at once. */
const COPY_SIZE = 2 ** 20;
