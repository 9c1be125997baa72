import type { SessionEvent, SessionInfo } from '../format/index.ts';
import type { ReportFinding } from './findings.ts';

/** An event of one of several sources, its time moved to the clock they share. */
export interface MergedEvent {
  /** Position of its source in the list. */
  readonly source: number;
  /** Milliseconds from session time 0 to the source's time 0, for times inside a payload. */
  readonly shift: number;
  readonly event: SessionEvent;
}

/** How sources are put onto one clock. */
export interface MergeOptions {
  /** Correction of each source's clock, ms; positive is later. Default 0. */
  readonly offsets?: readonly number[] | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onDiagnostic?: ReportFinding;
}

/** One session out of its sources. */
export interface MergedSession {
  /** Wall time of session time 0, ms since 1970 UTC; `undefined` when no source has a wall clock. */
  readonly startedAt: number | undefined;
  /** All events in order of time; of equal time, in order of the sources; of one source, as it yields them. */
  readonly events: AsyncIterable<MergedEvent>;
}

/**
 * Puts sources of one session onto one clock: by their wall times where they have them, else together at its
 * start, each moved by its offset. Session time 0 is the start of the earliest.
 *
 * Holds one event a source. Events that a source yields without a time (`session`, `track`, `report`) pass at once.
 */
export async function mergeSources(
  sources: readonly AsyncIterable<SessionEvent>[],
  options: MergeOptions = {},
): Promise<MergedSession> {
  const heads = sources.map((source, index) => new SourceHead(source[Symbol.asyncIterator](), index));
  try {
    const infos = await Promise.all(heads.map((head) => head.open(options.signal)));
    const startedAt = placeOnOneClock(heads, infos, options.offsets ?? []);
    return { startedAt, events: mergeHeads(heads, options) };
  } catch (error) {
    await closeAll(heads);
    throw error;
  }
}

function placeOnOneClock(
  heads: readonly SourceHead[],
  infos: readonly (SessionInfo | undefined)[],
  offsets: readonly number[],
): number | undefined {
  const walls = infos.flatMap((info) => info?.startedAt ?? []);
  const wallStart = walls.length > 0 ? Math.min(...walls) : undefined;
  const shifts = infos.map((info, index) => {
    const start = info?.startedAt !== undefined && wallStart !== undefined ? info.startedAt - wallStart : 0;
    return Math.round(start + (offsets[index] ?? 0));
  });
  const origin = Math.min(...shifts);
  for (const [index, head] of heads.entries()) head.shift = shifts[index]! - origin;
  return wallStart === undefined ? undefined : wallStart + origin;
}

async function* mergeHeads(
  heads: readonly SourceHead[],
  options: MergeOptions,
): AsyncGenerator<MergedEvent, void> {
  try {
    for (;;) {
      for (const head of heads) {
        while (await head.advance(options.signal)) yield head.take();
      }
      const next = earliest(heads);
      if (!next) break;
      yield next.take();
    }
  } finally {
    await closeAll(heads);
  }
  reportHeads(heads, options.onDiagnostic);
}

function earliest(heads: readonly SourceHead[]): SourceHead | undefined {
  let first: SourceHead | undefined;
  for (const head of heads) {
    if (head.time !== undefined && (first?.time === undefined || head.time < first.time)) first = head;
  }
  return first;
}

function reportHeads(heads: readonly SourceHead[], onDiagnostic: MergeOptions['onDiagnostic']): void {
  for (const head of heads) {
    if (head.reversed === 0) continue;
    onDiagnostic?.({
      code: 'time-reversed',
      severity: 'warning',
      message: `${head.reversed} events of source ${head.index + 1} stood before their predecessor and were moved to its time`,
    });
  }
  const spans = heads.filter((head) => head.last !== undefined);
  for (const head of spans) {
    const alone = spans.every(
      (other) => other === head || head.shift > other.last! || head.last! < other.shift,
    );
    if (spans.length < 2 || !alone) continue;
    onDiagnostic?.({
      code: 'sources-apart',
      severity: 'warning',
      message: `source ${head.index + 1} lies outside the time of every other source; an offset (ms) would move it`,
    });
  }
}

async function closeAll(heads: readonly SourceHead[]): Promise<void> {
  for (const head of heads) await head.close();
}

/** The next event of a source, and its clock. */
class SourceHead {
  readonly index: number;
  readonly #iterator: AsyncIterator<SessionEvent>;
  #event: SessionEvent | undefined;
  #ended = false;
  /** Milliseconds from session time 0 to the source's time 0. */
  shift = 0;
  /** Session time of the latest timed event. */
  last: number | undefined;
  /** Events whose time lay before their predecessor's. */
  reversed = 0;

  constructor(iterator: AsyncIterator<SessionEvent>, index: number) {
    this.#iterator = iterator;
    this.index = index;
  }

  /** Session time of the next event; `undefined` when it has none, or there is none. */
  get time(): number | undefined {
    if (!this.#event || !('time' in this.#event)) return undefined;
    return Math.max(this.#event.time + this.shift, this.last ?? 0);
  }

  async open(signal: AbortSignal | undefined): Promise<SessionInfo | undefined> {
    await this.#pull(signal);
    return this.#event?.type === 'session' ? this.#event : undefined;
  }

  /** Gets the next event if there is none; tells whether it passes at once because it has no time. */
  async advance(signal: AbortSignal | undefined): Promise<boolean> {
    if (!this.#event && !this.#ended) await this.#pull(signal);
    return this.#event !== undefined && !('time' in this.#event);
  }

  take(): MergedEvent {
    const event = this.#event!;
    const { time } = this;
    this.#event = undefined;
    if (time === undefined || !('time' in event)) return { source: this.index, shift: this.shift, event };
    if (event.time + this.shift < time) this.reversed += 1;
    this.last = time;
    return { source: this.index, shift: this.shift, event: time === event.time ? event : { ...event, time } };
  }

  async close(): Promise<void> {
    if (this.#ended) return;
    this.#ended = true;
    await this.#iterator.return?.();
  }

  async #pull(signal: AbortSignal | undefined): Promise<void> {
    signal?.throwIfAborted();
    const next = await this.#iterator.next();
    if (next.done) this.#ended = true;
    else this.#event = next.value;
  }
}
