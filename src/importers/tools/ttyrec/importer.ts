/** ttyrec: frames of terminal output, each with its time; the recordings of game servers and of `ttyrec` itself. */

import type { SessionEvent, TerminalSize } from '../../../format/index.ts';
import { FidelityReport } from '../../records/fidelity-report.ts';
import { ImportError } from '../../sources/import-error.ts';
import type { ImportSource } from '../../sources/import-source.ts';
import { DETECTION_SIZE } from '../../sources/detection-size.ts';
import type { Importer, ImportOptions } from '../../importer.ts';
import { plausibleTime } from '../../sources/iso-time.ts';
import { ByteReader } from '../../recordings/byte-reader.ts';
import { EncodingSurvey, OutputDecoder } from '../../recordings/output-text.ts';
import type { OutputEncoding } from '../../recordings/output-text.ts';
import { RecordedClock } from '../../recordings/recorded-clock.ts';
import { SizeScanner } from '../../recordings/terminal-size.ts';
import { detectFrames } from './detect-frames.ts';
import { frameParts } from './frames.ts';
import type { FramePart, HeaderSize } from './frames.ts';

const OUTPUT = 0;
const INPUT = 1;
const SCORE = 2;
const CHANNELS = ['output', 'input', 'score'];

/** Fewer bytes behind the last frame are the beginning of a header. */
const MIN_HEADER = 12;

/** ttyrec recordings; their track is `terminal/main.cast`. */
export const ttyrec: Importer = {
  id: 'ttyrec',
  import: importRecording,
};

/** What the first of two passes finds. */
interface Survey {
  readonly encoding: OutputEncoding;
  readonly flaws: number;
  readonly size: TerminalSize;
  readonly startedAt: number | undefined;
}

async function* importRecording(
  source: ImportSource,
  options: ImportOptions = {},
): AsyncGenerator<SessionEvent, void, undefined> {
  const report = new FidelityReport(source.name, options.onDiagnostic);
  const { headerSize } = detectFrames(await headOf(source, options.signal));
  const { encoding, flaws, size, startedAt } = await survey(source, headerSize, options.signal);
  report.version(headerSize === 12 ? 'ttyrec' : 'ttyrec with channels');
  noteEncoding(report, encoding, flaws);
  yield { type: 'session', ...(startedAt !== undefined && { startedAt }) };
  yield { type: 'track', kind: 'terminal', id: 'main', header: { term: { ...size } } };
  const player = new FramePlayer(report, encoding, options);
  const parts = frameParts(source, headerSize, options.signal);
  for (;;) {
    const next = await parts.next();
    if (next.done) {
      yield* player.end(next.value);
      break;
    }
    yield* player.play(next.value);
  }
  yield report.event();
}

function noteEncoding(report: FidelityReport, encoding: OutputEncoding, flaws: number): void {
  if (encoding === 'cp437') {
    report.note('code-page-437', 'the output is no UTF-8 and was read as code page 437', {
      severity: 'info',
    });
  } else if (flaws > 0) report.note('invalid-utf8', 'bytes that are no UTF-8 were replaced');
}

async function headOf(source: ImportSource, signal: AbortSignal | undefined): Promise<Uint8Array> {
  const reader = new ByteReader(source, signal);
  const head = await reader.take(DETECTION_SIZE);
  await reader.close();
  return head;
}

/** First pass: what has to be known before the first output is written. */
async function survey(
  source: ImportSource,
  headerSize: HeaderSize,
  signal: AbortSignal | undefined,
): Promise<Survey> {
  const encoding = new EncodingSurvey();
  const size = new SizeScanner();
  // Sizes are in ASCII: any character set that has it will do.
  const decoder = new OutputDecoder('cp437');
  let frames = 0;
  let startedAt: number | undefined;
  for await (const { channel, bytes, isFirst, wall } of frameParts(source, headerSize, signal)) {
    if (isFirst) frames += 1;
    startedAt ??= plausibleTime(wall);
    if (channel !== OUTPUT) continue;
    encoding.add(bytes);
    size.scan(decoder.decode(bytes));
  }
  if (frames === 0) {
    if (source.size === 0) {
      throw new ImportError('empty-source', `"${source.name}" is empty: no recording to import`);
    }
    throw new ImportError('unsupported-source', `"${source.name}" does not begin with a frame of a ttyrec`);
  }
  return { encoding: encoding.encoding, flaws: encoding.flaws, size: size.initial, startedAt };
}

/** Second pass: turns frames into the events of a terminal. */
class FramePlayer {
  readonly #report: FidelityReport;
  readonly #keepInput: boolean;
  readonly #clock = new RecordedClock();
  readonly #sizes = new SizeScanner();
  readonly #decoder: OutputDecoder;
  #time = 0;

  constructor(report: FidelityReport, encoding: OutputEncoding, { keepInput = false }: ImportOptions) {
    this.#report = report;
    this.#decoder = new OutputDecoder(encoding);
    this.#keepInput = keepInput;
  }

  /** The events of a frame, or of a part of it. */
  *play(part: FramePart): Generator<SessionEvent, void, undefined> {
    if (part.isFirst) this.#begin(part);
    if (part.isCut) this.#noteCut(part.number);
    if (part.channel === OUTPUT) yield* this.#output(this.#decoder.decode(part.bytes));
    else if (part.channel === INPUT) yield* this.#input(part);
    else if (part.channel === SCORE) yield* this.#score(part);
  }

  /** @param rest - bytes behind the last frame */
  *end(rest: number): Generator<SessionEvent, void, undefined> {
    yield* this.#output(this.#decoder.end());
    if (rest === 0) return;
    this.#report.count('unreadable', '');
    if (rest < MIN_HEADER) this.#noteCut();
    else {
      this.#report.note('unreadable-frame', `${rest} bytes at the end are no frames and were left out`);
    }
  }

  #begin({ wall, number, channel }: FramePart): void {
    const { time, flaw } = this.#clock.advance(wall);
    this.#time = time;
    const at = { line: number };
    if (flaw === 'time-goes-back') {
      this.#report.note('time-goes-back', 'a time lies before the one before it and was set to it', at);
    } else if (flaw === 'outlying-time') {
      this.#report.note('outlying-time', 'a time lies far ahead and was set to the one before', at);
    }
    this.#report.count('understood', CHANNELS[channel] ?? `channel ${channel}`);
  }

  #noteCut(number?: number): void {
    this.#report.note(
      'incomplete-last-frame',
      'the recording ends within a frame; what there is of it is shown',
      number === undefined ? {} : { line: number },
    );
  }

  /** A resize takes effect where its sequence ends. */
  *#output(text: string): Generator<SessionEvent, void, undefined> {
    let start = 0;
    for (const { end, cols, rows } of this.#sizes.scan(text)) {
      if (end > start) yield this.#event('o', text.slice(start, end));
      yield this.#event('r', `${cols}x${rows}`);
      start = end;
    }
    if (start < text.length) yield this.#event('o', text.slice(start));
  }

  *#input({ bytes, isFirst }: FramePart): Generator<SessionEvent, void, undefined> {
    if (this.#keepInput) {
      if (bytes.length > 0) yield this.#event('i', new OutputDecoder('cp437').decode(bytes));
    } else if (isFirst) {
      this.#report.note('input-left-out', 'what was typed may hold passwords and was left out', {
        severity: 'info',
      });
    }
  }

  /** What a game says of its score, a number: nothing of it is seen on the screen, so it has a code of its own. */
  *#score({ bytes }: FramePart): Generator<SessionEvent, void, undefined> {
    if (bytes.length !== 4) return;
    const score = new DataView(bytes.buffer, bytes.byteOffset, 4).getInt32(0, true);
    yield this.#event('s', String(score));
  }

  #event(code: string, data: string): SessionEvent {
    return { type: 'terminal', track: 'main', time: this.#time, code, data };
  }
}
