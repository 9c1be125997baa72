import { ByteBuffer } from './bytes/byte-buffer.ts';
import type {
  ChangeEvent,
  TerminalEvent,
  TerminalHeader,
  TrackKind,
  TrackTypes,
  TranscriptEvent,
} from './events.ts';
import { ArchiveError } from './errors.ts';
import { quote } from './findings.ts';
import { formatTerminalEvent } from './segments/asciicast.ts';
import { formatEvent, formatKeyframeLine } from './segments/json-lines.ts';
import type { SegmentedEntry } from './segmented-entry.ts';

/** Takes the events of one track, in order, and cuts them into segments. */
export interface TrackWriter<K extends TrackKind = TrackKind> {
  /**
   * Starts a segment.
   *
   * @param time - session time of the keyframe, ms; not before the last event. A terminal's segment is dated to the
   *   clock of its entry, which is the time of the last event, 0 at the start.
   * @param keyframe - state of the track at that time, `undefined` where none could be proved
   */
  cut(time: number, keyframe: TrackTypes[K]['keyframe'] | undefined): void;
  /**
   * Adds an event. The first needs a {@link cut} before it.
   *
   * @throws {RangeError} when its time is before the last event's
   * @throws {ArchiveError} `limit-exceeded` when its line is longer than `maxLineSize`
   */
  append(event: TrackTypes[K]['event']): void;
  /** Uncompressed bytes of events since the last cut. */
  readonly segmentSize: number;
  /** Uncompressed bytes of the keyframe line that the open segment begins with; 0 before the first cut. */
  readonly keyframeSize: number;
  /** Events appended so far. */
  readonly eventCount: number;
  /** Session time up to which the track is written: of the last event or cut, ms. */
  readonly clock: number;
}

/** State of a track in which nothing has happened. Of a terminal only an emulator can say it. */
const EMPTY_KEYFRAMES = { transcript: {}, changes: { files: {} }, terminal: undefined };

/** Writes the lines of a track into a segmented entry. */
export class LineTrackWriter<K extends TrackKind> implements TrackWriter<K> {
  readonly #entry: SegmentedEntry;
  readonly #kind: K;
  readonly #header: TerminalHeader | undefined;
  readonly #maxLineSize: number;
  readonly #lines = new ByteBuffer();
  #segment: { number: number; time: number; headSize: number; keyframeSize: number } | undefined;
  /** Time of the last event, ms. */
  #clock = 0;
  #eventCount = 0;

  constructor(entry: SegmentedEntry, kind: K, header: TerminalHeader | undefined, maxLineSize: number) {
    this.#entry = entry;
    this.#kind = kind;
    this.#header = header;
    this.#maxLineSize = maxLineSize;
  }

  get segmentSize(): number {
    return this.#segment ? this.#lines.length - this.#segment.headSize : 0;
  }

  get keyframeSize(): number {
    return this.#segment?.keyframeSize ?? 0;
  }

  get clock(): number {
    return this.#clock;
  }

  get eventCount(): number {
    return this.#eventCount;
  }

  cut(time: number, keyframe: TrackTypes[K]['keyframe'] | undefined): void {
    requireTime(time);
    if (time < this.#clock)
      throw new RangeError(`cut at ${time} ms, but the last event is at ${this.#clock} ms`);
    this.flush();
    const terminal = this.#kind === 'terminal';
    const segment = {
      number: this.#segment ? this.#segment.number + 1 : 0,
      time: terminal ? this.#clock : time,
    };
    if (segment.number === 0 && this.#header) this.#line(JSON.stringify(this.#header));
    const before = this.#lines.length;
    const line = formatKeyframeLine({ segment: segment.number, time: segment.time, keyframe });
    this.#line(terminal ? `# ${line}` : line);
    const headSize = this.#lines.length;
    this.#segment = { ...segment, headSize, keyframeSize: headSize - before };
    if (!terminal) this.#clock = time;
  }

  append(event: TrackTypes[K]['event']): void {
    if (!this.#segment) throw new TypeError('append before the first cut');
    requireTime(event.t);
    if (event.t < this.#clock) {
      throw new RangeError(`event at ${event.t} ms, but the track is at ${this.#clock} ms`);
    }
    this.#line(
      this.#kind === 'terminal'
        ? formatTerminalEvent(event as TerminalEvent, this.#clock)
        : formatEvent(event as TranscriptEvent | ChangeEvent),
    );
    this.#clock = event.t;
    this.#eventCount += 1;
  }

  /** Writes the segment that is open, if one is. */
  flush(): void {
    if (!this.#segment) return;
    this.#entry.add(this.#segment, this.#lines.take());
  }

  /** Closes the track; one without a cut gets an empty segment, so that it can be entered. */
  close(): void {
    if (!this.#segment) this.cut(0, EMPTY_KEYFRAMES[this.#kind]);
    this.flush();
  }

  #line(line: string): void {
    const before = this.#lines.length;
    this.#lines.text(line).text('\n');
    const size = this.#lines.length - before - 1;
    if (size <= this.#maxLineSize) return;
    throw new ArchiveError(
      'limit-exceeded',
      `a line of ${size} bytes for ${quote(this.#entry.path)} is over the limit maxLineSize of ${this.#maxLineSize}`,
      { entry: this.#entry.path },
    );
  }
}

function requireTime(time: number): void {
  if (!Number.isSafeInteger(time) || time < 0)
    throw new RangeError(`${time} is no time in whole milliseconds`);
}
