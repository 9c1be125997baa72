/** The bytes of one segment, inflated ⇄ its keyframe and events. */

import type {
  Segment,
  TerminalEvent,
  TerminalHeader,
  TerminalKeyframe,
  TrackKind,
  TrackTypes,
} from '../events.ts';
import { ArchiveError } from '../errors.ts';
import { finding, quote, type Report } from '../findings.ts';
import type { Limits } from '../limits.ts';
import {
  IntervalClock,
  isTerminalLine,
  readHeader,
  readResize,
  readTerminalKeyframe,
  type TerminalSize,
} from './asciicast.ts';
import {
  changeFault,
  isKeyframeLine,
  isKeyframeText,
  linesOf,
  readKeyframeLine,
  transcriptFault,
  type ParsedKeyframeLine,
} from './json-lines.ts';
import { MAX_JSON_VALUES, isObject, parseJson } from './json-value.ts';
import { ResizeBudget } from './resize-budget.ts';

/** Which segment it is, for its times and for messages. */
export interface SegmentPlace<K extends TrackKind = TrackKind> {
  readonly kind: K;
  /** Path of its entry. */
  readonly entry: string;
  /** Position in its track, counted from 0. */
  readonly index: number;
  /** Session time the index gives for it, ms; used when its keyframe line does not say. */
  readonly time: number;
}

/** What decoding needs beside the bytes. */
export interface DecodeContext {
  readonly limits: Limits;
  /** Receives findings about what is left out or changed. */
  readonly report: Report;
  /** Receives the number of lines that are left out, where there are any. */
  readonly onLost?: (count: number) => void;
}

/**
 * Decodes the lines of a segment. A line that cannot be read is reported and left out; the others stand.
 *
 * Adjacent segments may have been merged into one row of the index: keyframe lines after the first are passed
 * over.
 *
 * @throws {ArchiveError} `limit-exceeded` when it has more lines than `maxSegmentLines`
 */
export function decodeSegment<K extends TrackKind>(
  bytes: Uint8Array,
  place: SegmentPlace<K>,
  context: DecodeContext,
): Segment<K> {
  const decoder =
    place.kind === 'terminal' ? new CastDecoder(place, context) : new NdjsonDecoder(place, context);
  const report = new LineReport(place, context);
  let index = 0;
  for (const line of linesOf(new TextDecoder().decode(bytes))) {
    requireLines(index + 1, place, context.limits);
    if (line.trim() !== '') {
      const fault = lineFault(line, context.limits) ?? decoder.line(line, place.index === 0 && index === 0);
      if (fault !== undefined) report.lost(index + 1, fault);
    }
    index += 1;
  }
  report.finish();
  return decoder.segment() as Segment<K>;
}

/** @throws {ArchiveError} `limit-exceeded` */
function requireLines(count: number, { entry, index }: SegmentPlace, { maxSegmentLines }: Limits): void {
  if (count <= maxSegmentLines) return;
  const message = `segment ${index} of ${quote(entry)} has more lines than the limit maxSegmentLines of ${maxSegmentLines}`;
  throw new ArchiveError('limit-exceeded', message, { entry });
}

/** Findings of one kind in a segment that are told one by one; of further ones the number says enough. */
const MAX_TOLD = 50;

/** Tells of the lines of a segment that are left out. */
class LineReport {
  readonly #place: SegmentPlace;
  readonly #context: DecodeContext;
  #count = 0;

  constructor(place: SegmentPlace, context: DecodeContext) {
    this.#place = place;
    this.#context = context;
  }

  lost(line: number, fault: string): void {
    this.#count += 1;
    if (this.#count > MAX_TOLD) return;
    this.#tell(`line ${line} of ${this.#where()} ${fault}; it is left out`);
  }

  finish(): void {
    const more = this.#count - MAX_TOLD;
    if (more > 0) this.#tell(`${more} more lines of ${this.#where()} cannot be read and are left out`);
    if (this.#count > 0) this.#context.onLost?.(this.#count);
  }

  #where(): string {
    return `segment ${this.#place.index} of ${quote(this.#place.entry)}`;
  }

  #tell(message: string): void {
    this.#context.report(finding('invalid-record', 'warning', message, { entry: this.#place.entry }));
  }
}

function lineFault(line: string, { maxLineSize }: Limits): string | undefined {
  // UTF-8 has at most three bytes for a UTF-16 unit.
  if (line.length * 3 <= maxLineSize) return undefined;
  if (line.length <= maxLineSize && new TextEncoder().encode(line).length <= maxLineSize) return undefined;
  return `is longer than the limit maxLineSize of ${maxLineSize} bytes`;
}

class NdjsonDecoder {
  readonly #place: SegmentPlace;
  readonly #context: DecodeContext;
  #keyframe: ParsedKeyframeLine | undefined;
  readonly #events: TrackTypes[TrackKind]['event'][] = [];

  constructor(place: SegmentPlace, context: DecodeContext) {
    this.#place = place;
    this.#context = context;
  }

  /** Takes one line; says what is wrong with it, or nothing. */
  line(line: string): string | undefined {
    const value = parseJson(line, this.#context.limits.maxJsonDepth, MAX_JSON_VALUES);
    if (value === undefined) return 'is no JSON, or too deeply nested';
    if (isObject(value) && isKeyframeLine(value)) {
      const keyframe = readKeyframeLine(value);
      if (this.#events.length === 0) this.#keyframe ??= keyframe;
      return keyframe ? undefined : 'is no keyframe line';
    }
    const fault = this.#place.kind === 'changes' ? changeFault(value) : transcriptFault(value);
    if (fault === undefined) this.#events.push(value as TrackTypes[TrackKind]['event']);
    return fault;
  }

  segment(): Segment {
    return {
      kind: this.#place.kind,
      index: this.#place.index,
      time: this.#keyframe?.time ?? this.#place.time,
      keyframe: this.#keyframe?.keyframe,
      events: this.#events,
    };
  }
}

class CastDecoder {
  readonly #place: SegmentPlace;
  readonly #context: DecodeContext;
  readonly #events: TerminalEvent[] = [];
  #header: TerminalHeader | undefined;
  #keyframe: ParsedKeyframeLine | undefined;
  #clock: IntervalClock | undefined;
  /** Sizes over the limits that were told. */
  #told = 0;
  #resizes: ResizeBudget | undefined;
  #refusedResizes = 0;

  constructor(place: SegmentPlace, context: DecodeContext) {
    this.#place = place;
    this.#context = context;
  }

  line(line: string, first: boolean): string | undefined {
    if (line.startsWith('#')) return this.#comment(line.slice(1).trim());
    const value = parseJson(line, this.#context.limits.maxJsonDepth, MAX_JSON_VALUES);
    if (first && isObject(value)) return this.#headerLine(value);
    if (!isTerminalLine(value)) return 'is no event [interval, code, data]';
    // The intervals of the first segment count from the session start.
    this.#clock ??= new IntervalClock(this.#header ? 0 : (this.#keyframe?.time ?? this.#place.time));
    const [interval, code, data] = value;
    const t = this.#clock.advance(interval);
    const text = typeof data === 'string' ? data : String(data);
    if (code !== 'r') {
      this.#events.push({ t, code, data: text });
      return undefined;
    }
    const size = readResize(text);
    if (!size) return 'has no terminal size COLSxROWS';
    const clamped = this.#clamp(size);
    if (this.#mayResize(clamped)) this.#events.push({ t, code, data: `${clamped.cols}x${clamped.rows}` });
    else this.#refusedResizes += 1;
    return undefined;
  }

  segment(): Segment<'terminal'> {
    this.#tellRefused();
    return {
      kind: 'terminal',
      index: this.#place.index,
      time: this.#keyframe?.time ?? this.#place.time,
      keyframe: this.#keyframe?.keyframe as TerminalKeyframe | undefined,
      events: this.#events,
      ...(this.#header && { header: this.#header }),
    };
  }

  #headerLine(value: unknown): string | undefined {
    const header = readHeader(value);
    if (!header) return 'is no asciicast v3 header';
    this.#header = { ...header, term: { ...header.term, ...this.#clamp(header.term) } };
    return undefined;
  }

  /** Comments that are no keyframe line are other people's, and legal. */
  #comment(text: string): string | undefined {
    if (!isKeyframeText(text)) return undefined;
    const value = parseJson(text, this.#context.limits.maxJsonDepth, MAX_JSON_VALUES);
    const line = isObject(value) ? readKeyframeLine(value) : undefined;
    if (!line) return 'is no keyframe line';
    if (this.#keyframe || this.#events.length > 0) return undefined;
    const keyframe = readTerminalKeyframe(line.keyframe);
    this.#keyframe = { ...line, keyframe: keyframe && { ...keyframe, ...this.#clamp(keyframe) } };
    return line.keyframe && !keyframe ? 'has no terminal keyframe' : undefined;
  }

  #mayResize(size: TerminalSize): boolean {
    const before = this.#keyframe?.keyframe as TerminalKeyframe | undefined;
    this.#resizes ??= new ResizeBudget(
      this.#context.limits.maxResizedCells,
      before ?? this.#header?.term ?? { cols: 0, rows: 0 },
    );
    return this.#resizes.take(size);
  }

  #tellRefused(): void {
    if (this.#refusedResizes === 0) return;
    const { index, entry } = this.#place;
    const message =
      `segment ${index} of ${quote(entry)} resizes its terminal more often than the limit maxResizedCells of ` +
      `${this.#context.limits.maxResizedCells} allows: ${this.#refusedResizes} sizes are left out`;
    this.#context.report(finding('terminal-resizes', 'warning', message, { entry }));
  }

  /** Brings a terminal size within the limits. */
  #clamp({ cols, rows }: TerminalSize): TerminalSize {
    const { maxTerminalColumns, maxTerminalRows } = this.#context.limits;
    if (cols <= maxTerminalColumns && rows <= maxTerminalRows) return { cols, rows };
    const clamped = { cols: Math.min(cols, maxTerminalColumns), rows: Math.min(rows, maxTerminalRows) };
    this.#told += 1;
    if (this.#told > MAX_TOLD) return clamped;
    const message =
      `segment ${this.#place.index} of ${quote(this.#place.entry)} sets a terminal of ${cols} × ${rows} cells: it is ` +
      `shown as the limits maxTerminalColumns and maxTerminalRows allow, ${maxTerminalColumns} × ${maxTerminalRows}`;
    this.#context.report(finding('terminal-size', 'warning', message, { entry: this.#place.entry }));
    return clamped;
  }
}
