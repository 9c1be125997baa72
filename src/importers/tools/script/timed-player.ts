import type { SessionEvent } from '../../../format/index.ts';
import type { FidelityReport } from '../../records/fidelity-report.ts';
import type { ImportOptions } from '../../importer.ts';
import { limitedSize } from '../../recordings/terminal-size.ts';
import type { RecordingFiles, Timing, Typescript } from './find-files.ts';
import { openOutput } from './output-bytes.ts';
import type { OutputBytes } from './output-bytes.ts';
import type { Seam } from './seams.ts';
import { exitEvents } from './session-row.ts';
import type { SessionRow } from './session-row.ts';
import { timingLines } from './timing.ts';
import type { TimingRecord } from './timing.ts';

/** A century, ms: longer recordings are none. */
const MAX_TIME = 3_155_760_000_000;

/** A recording with its timing. */
interface TimedFiles extends RecordingFiles {
  readonly timing: Timing;
  readonly output: Typescript;
}

/** What is read while the timing is followed; keystrokes and output may be one. */
interface Logs {
  readonly output: OutputBytes;
  readonly input: OutputBytes | undefined;
}

/** Follows the timing file. */
export class TimedPlayer {
  readonly #files: TimedFiles;
  readonly #row: SessionRow;
  /** Keystrokes and output are in one file, and are taken from it in turn. */
  readonly #isOneLog: boolean;
  readonly #report: FidelityReport;
  readonly #options: ImportOptions;
  /** Sum of the delays, seconds, and what it was before the last of them. */
  #clock = 0;
  #before = 0;
  #time = 0;
  #exitCode: string | undefined;

  constructor(files: TimedFiles, row: SessionRow, report: FidelityReport, options: ImportOptions) {
    this.#files = files;
    this.#row = row;
    this.#report = report;
    this.#options = options;
    this.#isOneLog = files.input === files.output;
  }

  async *play(): AsyncGenerator<SessionEvent, void, undefined> {
    const { signal } = this.#options;
    const output = await openOutput(this.#files.output, signal);
    const input = await this.#openInput(output);
    try {
      yield* this.#events({ output, input });
    } finally {
      await input?.close();
      await output.close();
    }
  }

  /** The keystrokes; `undefined` where they are not wanted or not there. */
  async #openInput(output: OutputBytes): Promise<OutputBytes | undefined> {
    if (this.#isOneLog) return output;
    const { input } = this.#files;
    return input && this.#options.keepInput === true ? openOutput(input, this.#options.signal) : undefined;
  }

  async *#events(logs: Logs): AsyncGenerator<SessionEvent, void, undefined> {
    for await (const lines of timingLines(this.#files.timing.source, this.#options.signal)) {
      for (const { number, record } of lines) {
        if (record) yield* this.#record(record, number, logs);
        else {
          this.#report.count('unreadable', '');
          this.#report.note('unreadable-line', 'a line of the timing is no record of it', { line: number });
        }
      }
    }
    this.#before = this.#clock;
    for await (const piece of logs.output.rest()) yield* this.#piece('o', piece);
    yield* exitEvents(this.#time, this.#exitCode ?? logs.output.endFacts.get('COMMAND_EXIT_CODE'));
  }

  async *#record(
    record: TimingRecord,
    line: number,
    { output, input }: Logs,
  ): AsyncGenerator<SessionEvent, void, undefined> {
    this.#advance(record.delay, line);
    this.#report.count('understood', record.type);
    if (record.type === 'output') yield* this.#bytes('o', output, record.size, line);
    else if (record.type === 'input') yield* this.#typed(input, record.size, line);
    else if (record.type === 'signal') yield* this.#signal(record.name, record.facts, line);
    else if (record.type === 'header' && record.key === 'EXIT_CODE') this.#exitCode = record.value;
  }

  #advance(delay: number, line: number): void {
    this.#before = this.#clock;
    const next = this.#clock + delay;
    if (next * 1000 > MAX_TIME) {
      this.#report.note('outlying-time', 'a time lies over a century ahead and was set to the one before', {
        line,
      });
      return;
    }
    this.#clock = next;
    this.#time = Math.round(next * 1000);
  }

  async *#bytes(
    code: string,
    from: OutputBytes,
    size: number,
    line: number,
  ): AsyncGenerator<SessionEvent, void, undefined> {
    const pieces = from.take(size);
    for (;;) {
      const next = await pieces.next();
      if (next.done) {
        if (next.value > 0) this.#noteMissing(line);
        return;
      }
      yield* this.#piece(code, next.value);
    }
  }

  /** Text that was shown (`o`) or typed (`i`) or is left out (an empty code); a seam is one of the output. */
  *#piece(code: string, piece: string | Seam): Generator<SessionEvent, void, undefined> {
    if (typeof piece === 'string') {
      if (code !== '') yield* this.#event(code, piece);
    } else if (code === 'o' || this.#isOneLog) yield* this.#next(piece);
  }

  /** Goes on with the next session of the files, whose first delay is counted from its own beginning. */
  *#next(seam: Seam): Generator<SessionEvent, void, undefined> {
    const delay = this.#clock - this.#before;
    const ended = Math.round(this.#before * 1000);
    yield* exitEvents(ended, this.#exitCode ?? seam.endFacts.get('COMMAND_EXIT_CODE'));
    this.#exitCode = undefined;
    const began = this.#row.timeOf(seam, ended);
    yield* this.#row.begin(seam, began);
    this.#before = began / 1000;
    this.#clock = this.#before + delay;
    this.#time = Math.round(this.#clock * 1000);
  }

  #noteMissing(line: number): void {
    this.#report.note('incomplete-output', 'the timing counts more bytes than the recording has', { line });
  }

  async *#typed(
    input: OutputBytes | undefined,
    size: number,
    line: number,
  ): AsyncGenerator<SessionEvent, void, undefined> {
    const isKept = this.#options.keepInput === true;
    if (!isKept) {
      this.#report.note('input-left-out', 'what was typed may hold passwords and was left out', {
        severity: 'info',
      });
    }
    if (input) yield* this.#bytes(isKept ? 'i' : '', input, size, line);
    else if (isKept) this.#noteMissing(line);
  }

  *#signal(name: string, facts: string, line: number): Generator<SessionEvent, void, undefined> {
    if (name !== 'SIGWINCH') return;
    const rows = /\bROWS=(\d{1,9})\b/.exec(facts)?.[1];
    const cols = /\bCOLS=(\d{1,9})\b/.exec(facts)?.[1];
    const size = limitedSize(Number(cols), Number(rows));
    if (size) yield* this.#event('r', `${size.cols}x${size.rows}`);
    else this.#report.note('invalid-size', 'a resize has no size and was left out', { line });
  }

  *#event(code: string, data: string): Generator<SessionEvent, void, undefined> {
    if (data !== '') yield { type: 'terminal', track: 'main', time: this.#time, code, data };
  }
}
