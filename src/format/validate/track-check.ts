/** Every line of a track, strictly. */

import type { TerminalKeyframe, TrackKind } from '../events.ts';
import { finding, quote, type Report, type ValidationCode } from '../findings.ts';
import type { Limits } from '../limits.ts';
import { IntervalClock } from '../segments/asciicast.ts';
import { isKeyframeLine, isKeyframeText, linesOf } from '../segments/json-lines.ts';
import { MAX_JSON_VALUES, isCount, isObject, parseJson, type UnknownObject } from '../segments/json-value.ts';
import { eventSchemaFault, headerSchemaFault, keyframeSchemaFault } from './event-schema.ts';
import { Beginnings } from './beginnings.ts';
import type { References } from './references.ts';

/** spec [ENT-4] and [TRM-7]: larger payloads lie in blobs, longer terminal events are split. */
const MAX_PAYLOAD_SIZE = 32 * 1024;

/** What a track is checked against, and where findings go. */
export interface TrackCheckOptions {
  readonly entry: string;
  readonly kind: TrackKind;
  /** The terminal is made from tool calls. */
  readonly synthesised: boolean;
  /** Session length, ms. */
  readonly duration: number;
  readonly limits: Limits;
  readonly references: References;
  readonly report: Report;
}

/** Checks the segments of one track, fed in order. */
export class TrackCheck {
  /** Events seen. */
  events = 0;
  /** Ids of `_reprise/turn` events, in order. */
  readonly turns: string[] = [];
  /** Session times of the first and the last event, ms; `undefined` without events. */
  span: { readonly start: number; readonly end: number } | undefined;
  readonly #options: TrackCheckOptions;
  readonly #toolCalls = new Set<string>();
  readonly #beginnings = new Beginnings();
  #line = 0;
  /** Time of the last event, ms. */
  #time = 0;
  readonly #clock = new IntervalClock(0);
  #nextSegment = 0;

  constructor(options: TrackCheckOptions) {
    this.#options = options;
  }

  /**
   * Checks one segment.
   *
   * @param bytes - its inflated bytes
   * @param time - session time that the index gives for it, ms; `undefined` when there is no index
   */
  segment(bytes: Uint8Array, time: number | undefined): void {
    if (bytes.at(-1) !== 0x0a) this.#fault('segment-form', 'the segment does not end at a line end');
    let text: string;
    try {
      text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    } catch {
      this.#fault('invalid-record', 'the segment is not valid UTF-8');
      text = new TextDecoder().decode(bytes);
    }
    const { maxSegmentLines } = this.#options.limits;
    let count = 0;
    let first = true;
    for (const line of linesOf(text.endsWith('\n') ? text.slice(0, -1) : text)) {
      this.#line += 1;
      count += 1;
      if (count > maxSegmentLines) {
        this.#fault('limit-exceeded', `the segment has more lines than maxSegmentLines, ${maxSegmentLines}`);
        return;
      }
      if (this.#options.kind === 'terminal' && this.#line === 1) {
        this.#header(line);
      } else {
        this.#check(line, first ? { time } : undefined);
        first = false;
      }
    }
  }

  /** @param opening - set on the line that must be the keyframe line of the segment */
  #check(line: string, opening: { time: number | undefined } | undefined): void {
    const { kind, limits } = this.#options;
    const comment = kind === 'terminal' && line.startsWith('#');
    const text = comment ? line.slice(1).trim() : line;
    if (comment && !isKeyframeText(text)) {
      if (opening) this.#fault('keyframe-line', 'a comment stands where the keyframe line should');
      return;
    }
    const value = parseJson(text, limits.maxJsonDepth, MAX_JSON_VALUES);
    const isKeyframe = isObject(value) && (kind === 'terminal' ? comment : isKeyframeLine(value));
    if (isKeyframe) this.#keyframe(value, opening);
    else if (opening) this.#fault('keyframe-line', 'the segment does not begin with a keyframe line');
    if (value === undefined) this.#fault('invalid-record', 'is no JSON, or too deeply nested');
    else if (!isKeyframe) this.#event(value);
    if (line.length > limits.maxLineSize) this.#fault('limit-exceeded', 'is over the limit maxLineSize');
  }

  #header(line: string): void {
    const fault = headerSchemaFault(parseJson(line, this.#options.limits.maxJsonDepth, MAX_JSON_VALUES));
    if (fault !== undefined) this.#fault('invalid-record', `is no asciicast v3 header: ${fault}`);
  }

  #keyframe(value: UnknownObject, opening: { time: number | undefined } | undefined): void {
    const { kind, entry, references } = this.#options;
    const fault = keyframeSchemaFault(kind, value);
    if (fault !== undefined) {
      this.#fault('invalid-record', `the keyframe line is invalid at ${fault}`);
      return;
    }
    const [segment, time] = [value['segment'] as number, value['time'] as number];
    if (segment < this.#nextSegment) {
      this.#fault('keyframe-line', `segment ${segment} comes after segment ${this.#nextSegment - 1}`);
    }
    this.#nextSegment = segment + 1;
    if (opening?.time !== undefined && opening.time !== time) {
      this.#fault('keyframe-line', `the keyframe is at ${time} ms, the index says ${opening.time} ms`);
    }
    this.#advance(time);
    if (kind === 'terminal' && time !== this.#time) {
      this.#fault('keyframe-line', `the keyframe is at ${time} ms, the clock at ${this.#time} ms`);
    }
    if (kind === 'changes') references.addKeyframe(value['keyframe'], entry);
    if (kind === 'terminal') this.#keyframeCalls(value['keyframe'] as TerminalKeyframe | undefined);
  }

  /** Rows of calls lie on the screen, one below the other. */
  #keyframeCalls({ calls, rows }: Partial<TerminalKeyframe> = {}): void {
    const { entry, references } = this.#options;
    for (const [index, { row, call }] of calls?.entries() ?? []) {
      references.addShownCall(call, entry);
      if (row > (calls?.[index - 1]?.row ?? -1) && row < (rows ?? 0)) continue;
      this.#fault('invalid-record', `has the rows of a call at row ${row}, not below those before it`);
    }
  }

  #event(value: unknown): void {
    const { kind, entry, references } = this.#options;
    this.events += 1;
    const fault = eventSchemaFault(kind, value);
    if (fault !== undefined) {
      this.#fault('invalid-record', `is invalid at ${fault}`);
      return;
    }
    if (kind === 'terminal') {
      const [interval, code, data] = value as [number, string, string];
      this.#advance(this.#clock.advance(interval));
      this.#payload(data);
      if (code === 'c' && this.#options.synthesised) references.addShownCall(data, entry);
      return;
    }
    const event = value as UnknownObject;
    const time = event['t'] as number;
    this.#advance(time);
    this.span = { start: this.span?.start ?? time, end: time };
    const begins = kind === 'changes' || this.#beginnings.begins(event);
    references.addEvent(event, entry, this.#line, begins);
    this.#toolCall(event);
    if (event['sessionUpdate'] === '_reprise/turn') this.turns.push(String(event['id']));
    const { content, text, patch } = event;
    for (const payload of [text, patch, isObject(content) ? content['text'] : undefined])
      this.#payload(payload);
  }

  #toolCall({ sessionUpdate, toolCallId }: UnknownObject): void {
    if (sessionUpdate === 'tool_call') this.#toolCalls.add(String(toolCallId));
    if (sessionUpdate !== 'tool_call_update' || this.#toolCalls.has(String(toolCallId))) return;
    this.#fault(
      'dangling-reference',
      `updates the tool call ${quote(String(toolCallId))}, which has not begun`,
    );
  }

  #payload(text: unknown): void {
    if (typeof text !== 'string' || text.length * 3 <= MAX_PAYLOAD_SIZE) return;
    // A character has at least one byte: only a short text needs to be counted.
    const isLong = text.length > MAX_PAYLOAD_SIZE;
    if (!isLong && new TextEncoder().encode(text).length <= MAX_PAYLOAD_SIZE) return;
    this.#report('oversized-payload', 'error', `holds a text of ${text.length} characters, more than 32 KiB`);
  }

  #advance(time: number): void {
    if (!isCount(time) || time < this.#time) {
      this.#fault('time-order', `is at ${time} ms, the line before at ${this.#time} ms`);
      return;
    }
    if (time > this.#options.duration) {
      this.#fault('time-order', `is at ${time} ms, after the end at ${this.#options.duration} ms`);
    }
    this.#time = time;
  }

  #fault(code: ValidationCode | 'invalid-record' | 'limit-exceeded', what: string): void {
    this.#report(code, 'error', what);
  }

  #report(
    code: ValidationCode | 'invalid-record' | 'limit-exceeded',
    severity: 'warning' | 'error',
    what: string,
  ): void {
    const { entry, report } = this.#options;
    const line = Math.max(1, this.#line);
    report(finding(code, severity, `line ${line} of ${quote(entry)}: ${what}`, { entry, line }));
  }
}
