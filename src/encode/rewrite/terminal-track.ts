import type { SourceTerminalEvent, TerminalKeyframe, TrackDeclaration } from '../../format/index.ts';
import type { TrackReader } from './track-reader.ts';
import { without } from './without.ts';

/** A terminal of an archive, as a recording tells it. */
export class TerminalTrack {
  readonly reader: TrackReader<'terminal'>;
  /** As `COLSxROWS`. */
  #size = '';

  constructor(reader: TrackReader<'terminal'>) {
    this.reader = reader;
  }

  /** The header of the recording; of one whose beginning is lost, one of the size that is known next. */
  header(): NonNullable<TrackDeclaration['header']> {
    const { first, track } = this.reader;
    const { cols = 80, rows = 24 } = first?.keyframe ?? track;
    const { term, ...rest } = first?.header ?? { version: 3, term: { cols, rows } };
    this.#size = sizeOf(term);
    return { term, ...without(rest, 'version') };
  }

  /** Goes on by one item. */
  async *take(): AsyncGenerator<SourceTerminalEvent, void> {
    const item = await this.reader.next();
    if (!item) return;
    if (!item.event) {
      yield* this.#afterGap(item.time, item.keyframe);
      return;
    }
    const { t, code, data } = item.event;
    if (code === 'r') this.#size = data;
    yield this.#event(t, code, data);
  }

  /** Goes on with all that is not later than a time. */
  async *takeUpTo(time: number): AsyncGenerator<SourceTerminalEvent, void> {
    while (this.reader.head && this.reader.head.time <= time) yield* this.take();
  }

  /** Output that leads to the screen of the keyframe, so that playing over a gap shows what seeking behind it shows. */
  *#afterGap(time: number, keyframe: TerminalKeyframe | undefined): Generator<SourceTerminalEvent, void> {
    if (!keyframe) return;
    const size = sizeOf(keyframe);
    if (size !== this.#size) yield this.#event(time, 'r', size);
    this.#size = size;
    yield this.#event(time, 'o', `${FULL_RESET}${keyframe.data}`);
  }

  #event(time: number, code: string, data: string): SourceTerminalEvent {
    return { type: 'terminal', track: this.reader.track.id, time, code, data };
  }
}

/** RIS: the terminal as it was switched on. */
const FULL_RESET = '\x1bc';

function sizeOf({ cols, rows }: { readonly cols: number; readonly rows: number }): string {
  return `${cols}x${rows}`;
}
