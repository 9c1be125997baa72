import {
  type SourceTerminalEvent,
  type TerminalKeyframe,
  type TrackDeclaration,
  type TrackDescription,
  UNNAMED_WIDTHS,
} from '../../format/index.ts';
import type { TrackItem, TrackReader } from './track-reader.ts';
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
    // Its keyframes hold by its rule, also where it names none.
    return {
      term: { ...term, widths: term.widths ?? track.widths ?? UNNAMED_WIDTHS },
      ...without(rest, 'version'),
    };
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

  /** Goes on with all that is not later than a time, but for what calls show that have not begun. */
  async *takeUpTo(time: number, begun: ReadonlySet<string>): AsyncGenerator<SourceTerminalEvent, void> {
    for (let { head } = this.reader; head && head.time <= time; { head } = this.reader) {
      const call = callNamedBy(head, this.reader.track);
      if (call !== undefined && call !== '' && !begun.has(call)) return;
      yield* this.take();
    }
  }

  /** Goes on with what is shown when a call begins: its command. */
  async *takeCommand(toolCallId: string): AsyncGenerator<SourceTerminalEvent, void> {
    const call = this.reader.head && callNamedBy(this.reader.head, this.reader.track);
    if (call !== undefined && call !== toolCallId) return;
    if (call !== undefined) yield* this.take();
    yield* this.take();
  }

  /** Output that leads to the screen of the keyframe, so that playing over a gap shows what seeking behind it shows. */
  *#afterGap(time: number, keyframe: TerminalKeyframe | undefined): Generator<SourceTerminalEvent, void> {
    if (!keyframe) return;
    const { calls } = keyframe;
    // Whose the rows of that screen were cannot be said by output.
    if (calls) yield this.#event(time, 'c', '');
    const size = sizeOf(keyframe);
    if (size !== this.#size) yield this.#event(time, 'r', size);
    this.#size = size;
    yield this.#event(time, 'o', `${FULL_RESET}${keyframe.data}`);
    if (calls) yield this.#event(time, 'c', calls.at(-1)?.call ?? '');
  }

  #event(time: number, code: string, data: string): SourceTerminalEvent {
    return { type: 'terminal', track: this.reader.track.id, time, code, data };
  }
}

/** RIS: the terminal as it was switched on. */
const FULL_RESET = '\x1bc';

/** The call that an event says the output after it belongs to. */
function callNamedBy(
  { event }: TrackItem<'terminal'>,
  { synthesised }: TrackDescription,
): string | undefined {
  return synthesised && event?.code === 'c' ? event.data : undefined;
}

function sizeOf({ cols, rows }: { readonly cols: number; readonly rows: number }): string {
  return `${cols}x${rows}`;
}
