import {
  DEFAULT_LIMITS,
  NEWEST_WIDTHS,
  readResize,
  ResizeBudget,
  type TerminalEvent,
  type TerminalHeader,
  type TerminalKeyframe,
  type TerminalSize,
  type TrackWriter,
  widthRuleOf,
} from '../format/index.ts';
import { TellingMoment, TerminalCutter } from '../state/terminal/index.ts';
import type { ReportFinding } from './findings.ts';
import { MAX_SEGMENT_SIZE, segmentLimit } from './segment-limit.ts';
import type { Segmenter } from './segmenter.ts';

/**
 * Output after which a segment is cut even where no keyframe can be proved, bytes: beyond the latest place at which a
 * first one is tried, so that a screen which cannot be written down there has 1 MiB to become one that can.
 */
const MAX_UNPROVED_SIZE = MAX_SEGMENT_SIZE + 2 ** 20;

/** What a terminal track is written to. */
export interface TerminalSegmenterOptions {
  /** Path of the track's entry. */
  readonly entry: string;
  readonly header: TerminalHeader;
  /** The terminal is made from tool calls: its `c` events name them. */
  readonly synthesised: boolean;
  /** The track is written even when nothing happens on it. */
  readonly keepsEmpty: boolean;
  readonly addTrack: (entry: string, header: TerminalHeader) => TrackWriter<'terminal'>;
  readonly onDiagnostic: ReportFinding;
}

/**
 * Cuts a terminal track where its whole state can be written down, and proves each keyframe there and again at
 * the next cut: until then the events of a segment are held back.
 */
export class TerminalSegmenter implements Segmenter<'terminal'> {
  /** Name of the rule by which characters take cells. */
  readonly widths: string;
  readonly #options: TerminalSegmenterOptions;
  readonly #header: TerminalHeader;
  readonly #cutter: TerminalCutter;
  readonly #moment = new TellingMoment(() => this.#cutter.state.fullness);
  #writer: TrackWriter<'terminal'> | undefined;
  /** Events since the last cut, its keyframe, and about how many bytes they take. */
  #events: TerminalEvent[] = [];
  #keyframe: TerminalKeyframe | undefined;
  #size = 0;
  /** Bytes from which on a cut is tried. */
  #limit: number;
  /** Session time of the last event before the last cut, and of the latest one. */
  #start = 0;
  #time = 0;
  readonly #resizes: ResizeBudget;
  #hasRefused = false;

  constructor(options: TerminalSegmenterOptions) {
    this.#options = options;
    const { term } = options.header;
    this.widths = term.widths ?? NEWEST_WIDTHS;
    this.#header = { ...options.header, term: { ...term, widths: this.widths } };
    this.#cutter = new TerminalCutter(term, {
      synthesised: options.synthesised,
      widths: widthRuleOf(this.widths),
    });
    this.#resizes = new ResizeBudget(DEFAULT_LIMITS.maxResizedCells, this.#cutter.state.screen);
    this.#keyframe = this.#cutter.cut()?.keyframe;
    this.#limit = limitAfter(this.#keyframe);
  }

  /** Session time at which the terminal tells most so far, ms; `undefined` while it has shown nothing. */
  get poster(): number | undefined {
    return this.#moment.end(this.#cutter.state.screen);
  }

  append(event: TerminalEvent): void {
    if (event.code === 'r' && !this.#mayResize(event)) return;
    if (this.#size >= this.#limit) this.#cut();
    if (event.code === 'o') this.#moment.output(this.#cutter.state.screen, event.t);
    this.#cutter.apply(event);
    this.#events.push(event);
    this.#size += lineSize(event.data);
    this.#time = event.t;
  }

  /** A reader counts by segment, this counts by track: so it follows all that is written. */
  #mayResize({ data }: TerminalEvent): boolean {
    const size = readResize(data);
    if (!size || this.#resizes.take(limited(size))) return true;
    if (!this.#hasRefused) {
      this.#options.onDiagnostic({
        code: 'resizes-left-out',
        severity: 'warning',
        message: `from ${this.#time} ms on sizes of a terminal are left out: it changes more often than maxResizedCells allows`,
        entry: this.#options.entry,
      });
    }
    this.#hasRefused = true;
    return false;
  }

  finish(): void {
    const isEmpty = this.#writer === undefined && this.#options.keepsEmpty;
    if (this.#events.length > 0 || isEmpty) this.#write(this.#cutter.holds());
  }

  #cut(): void {
    const cut = this.#cutter.cut() ?? (this.#size < MAX_UNPROVED_SIZE ? undefined : this.#cutter.cutAnyway());
    if (!cut) return;
    this.#write(cut.lastKeyframeHolds);
    if (!cut.keyframe) this.#report('no keyframe could be proved there');
    this.#keyframe = cut.keyframe;
    this.#limit = limitAfter(cut.keyframe);
    this.#events = [];
    this.#size = 0;
    this.#start = this.#time;
  }

  #write(keyframeHolds: boolean): void {
    const { entry, addTrack } = this.#options;
    this.#writer ??= addTrack(entry, this.#header);
    if (!keyframeHolds) this.#report('its keyframe led to another screen');
    this.#writer.cut(this.#start, keyframeHolds ? this.#keyframe : undefined);
    for (const event of this.#events) this.#writer.append(event);
  }

  #report(reason: string): void {
    this.#options.onDiagnostic({
      code: 'keyframe-unproved',
      severity: 'info',
      message: `a segment at ${this.#start} ms is entered from the one before: ${reason}`,
      entry: this.#options.entry,
    });
  }
}

/** As readers take a size. */
function limited({ cols, rows }: TerminalSize): TerminalSize {
  const { maxTerminalColumns, maxTerminalRows } = DEFAULT_LIMITS;
  return { cols: Math.min(cols, maxTerminalColumns), rows: Math.min(rows, maxTerminalRows) };
}

/** Bytes of output after a keyframe from which on a cut is tried. */
function limitAfter(keyframe: TerminalKeyframe | undefined): number {
  return segmentLimit(keyframe ? lineSize(keyframe.data) : 0);
}

/** About how many bytes the line of an event or keyframe has: what JSON escapes, it writes longer. */
function lineSize(data: string): number {
  let size = LINE_OVERHEAD + data.length;
  for (let i = 0; i < data.length; i += 1) {
    const unit = data.charCodeAt(i);
    if (unit < 0x20) size += isShortEscape(unit) ? 1 : 5;
    else if (unit > 0x7f) size += unit < 0x800 ? 1 : 2;
    else if (unit === 0x22 || unit === 0x5c) size += 1;
  }
  return size;
}

const LINE_OVERHEAD = 16;

/** `\b \t \n \f \r` */
function isShortEscape(unit: number): boolean {
  return unit === 0x08 || unit === 0x09 || unit === 0x0a || unit === 0x0c || unit === 0x0d;
}
