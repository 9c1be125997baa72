import type { SessionEvent } from '../../../format/index.ts';
import type { FidelityReport } from '../../records/fidelity-report.ts';
import type { ImportOptions } from '../../importer.ts';
import { parseIsoTime } from '../../sources/iso-time.ts';
import { SizeScanner, limitedSize } from '../../recordings/terminal-size.ts';
import type { RecordingFiles, Timing, Typescript } from './find-files.ts';
import { OutputBytes } from './output-bytes.ts';
import { timingLines } from './timing.ts';
import type { TimingRecord } from './timing.ts';

/** A century, ms: longer recordings are none. */
const MAX_TIME = 3_155_760_000_000;

/** How long a line stands where no timing tells, and how long all of them together at most. Milliseconds. */
const LINE_PACE = 150;
const MAX_PACED = 600_000;

/** Facts of a recording that have a place of their own, or have no meaning elsewhere. */
const KNOWN_FACTS = [
  'START_TIME',
  'TERM',
  'COLUMNS',
  'LINES',
  'COMMAND',
  'DURATION',
  'EXIT_CODE',
  'TIMING_LOG',
  'OUTPUT_LOG',
  'INPUT_LOG',
];

/** The events of a typescript, with its timing or without. */
export async function* playTypescript(
  files: RecordingFiles & { readonly output: Typescript },
  report: FidelityReport,
  options: ImportOptions,
): AsyncGenerator<SessionEvent, void, undefined> {
  const { output, timing } = files;
  const facts = new Map([...(output.start?.facts ?? []), ...(timing?.summary.headers ?? [])]);
  const survey = await surveyOutput(output, options.signal);
  const startedAt = parseIsoTime(facts.get('START_TIME')) ?? output.start?.startedAt;
  const title = facts.get('COMMAND');
  report.version(versionOf(timing));
  yield {
    type: 'session',
    ...(title !== undefined && title !== '' && { title }),
    ...(startedAt !== undefined && { startedAt }),
  };
  yield declaration(facts, survey.size);
  if (survey.isFlawed) report.note('invalid-utf8', 'bytes that are no UTF-8 were replaced');
  if (timing) yield* new TimedPlayer({ ...files, timing }, report, options).play();
  else yield* playPaced(output, survey.lines, report, options);
}

function versionOf(timing: Timing | undefined): string {
  if (!timing) return 'script, without timing';
  return timing.summary.headers.size > 0 ? 'script, advanced timing' : 'script, classic timing';
}

function declaration(
  facts: ReadonlyMap<string, string>,
  shown: { readonly cols: number; readonly rows: number },
): SessionEvent {
  const size = limitedSize(Number(facts.get('COLUMNS')), Number(facts.get('LINES'))) ?? shown;
  const type = facts.get('TERM');
  const command = facts.get('COMMAND');
  const rest = [...facts].filter(([key]) => !KNOWN_FACTS.includes(key));
  return {
    type: 'track',
    kind: 'terminal',
    id: 'main',
    header: {
      term: { ...size, ...(type !== undefined && { type }) },
      ...(command !== undefined && { command }),
      ...(rest.length > 0 && { script: Object.fromEntries(rest) }),
    },
  };
}

/** First pass over the output: its size on the screen, its lines. */
async function surveyOutput({ source, start }: Typescript, signal: AbortSignal | undefined) {
  const scanner = new SizeScanner();
  const bytes = new OutputBytes(source, start, signal);
  let lines = 0;
  for await (const text of bytes.rest()) {
    scanner.scan(text);
    for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) lines += 1;
  }
  return { size: scanner.initial, lines: lines + 1, isFlawed: bytes.isFlawed };
}

/** Follows the timing file. */
class TimedPlayer {
  readonly #timing: Timing;
  readonly #output: OutputBytes;
  /** The keystrokes; `undefined` where they are not wanted or not there. */
  readonly #input: OutputBytes | undefined;
  /** Keystrokes and output are in one file, and are taken from it in turn. */
  readonly #isOneLog: boolean;
  readonly #report: FidelityReport;
  readonly #options: ImportOptions;
  /** Sum of the delays, seconds. */
  #clock = 0;
  #time = 0;
  #exitCode: string | undefined;

  constructor(
    { timing, output, input }: RecordingFiles & { readonly timing: Timing; readonly output: Typescript },
    report: FidelityReport,
    options: ImportOptions,
  ) {
    this.#timing = timing;
    this.#report = report;
    this.#options = options;
    this.#output = new OutputBytes(output.source, output.start, options.signal);
    this.#isOneLog = input === output;
    const wanted = options.keepInput === true || this.#isOneLog ? input : undefined;
    this.#input = this.#isOneLog
      ? this.#output
      : wanted && new OutputBytes(wanted.source, wanted.start, options.signal);
  }

  async *play(): AsyncGenerator<SessionEvent, void, undefined> {
    try {
      yield* this.#events();
    } finally {
      await this.#input?.close();
      await this.#output.close();
    }
  }

  async *#events(): AsyncGenerator<SessionEvent, void, undefined> {
    for await (const lines of timingLines(this.#timing.source, this.#options.signal)) {
      for (const { number, record } of lines) {
        if (record) yield* this.#record(record, number);
        else {
          this.#report.count('unreadable', '');
          this.#report.note('unreadable-line', 'a line of the timing is no record of it', { line: number });
        }
      }
    }
    for await (const text of this.#output.rest()) yield* this.#event('o', text);
    this.#exitCode ??= this.#output.endFacts.get('COMMAND_EXIT_CODE');
    if (this.#exitCode !== undefined && /^\d{1,9}$/.test(this.#exitCode)) {
      yield* this.#event('x', this.#exitCode);
    }
  }

  async *#record(record: TimingRecord, line: number): AsyncGenerator<SessionEvent, void, undefined> {
    this.#advance(record.delay, line);
    this.#report.count('understood', record.type);
    if (record.type === 'output') yield* this.#bytes('o', this.#output, record.size, line);
    else if (record.type === 'input') yield* this.#typed(record.size, line);
    else if (record.type === 'signal') yield* this.#signal(record.name, record.facts, line);
    else if (record.type === 'header' && record.key === 'EXIT_CODE') this.#exitCode = record.value;
  }

  #advance(delay: number, line: number): void {
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
      if (code !== '') yield* this.#event(code, next.value);
    }
  }

  #noteMissing(line: number): void {
    this.#report.note('incomplete-output', 'the timing counts more bytes than the recording has', { line });
  }

  async *#typed(size: number, line: number): AsyncGenerator<SessionEvent, void, undefined> {
    const isKept = this.#options.keepInput === true;
    if (!isKept) {
      this.#report.note('input-left-out', 'what was typed may hold passwords and was left out', {
        severity: 'info',
      });
    }
    if (this.#input) yield* this.#bytes(isKept ? 'i' : '', this.#input, size, line);
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

/** Without a timing: line by line, at times that are made up. */
async function* playPaced(
  { source, start }: Typescript,
  lines: number,
  report: FidelityReport,
  { signal }: ImportOptions,
): AsyncGenerator<SessionEvent, void, undefined> {
  report.note('no-times', 'there is no timing file: the output is shown line by line', { severity: 'info' });
  if (start) report.count('understood', 'start');
  const pace = Math.min(LINE_PACE, MAX_PACED / lines);
  const bytes = new OutputBytes(source, start, signal);
  let line = 0;
  let open = '';
  const event = (data: string): SessionEvent => {
    report.count('understood', 'line');
    return { type: 'terminal', track: 'main', time: Math.round(pace * line++), code: 'o', data };
  };
  for await (const text of bytes.rest()) {
    let from = 0;
    for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', from)) {
      yield event(open + text.slice(from, at + 1));
      open = '';
      from = at + 1;
    }
    open += text.slice(from);
    // A line may be the whole recording; it is not waited for.
    if (open.length > MAX_LINE) {
      yield event(open);
      open = '';
    }
  }
  if (open !== '') yield event(open);
  const exitCode = bytes.endFacts.get('COMMAND_EXIT_CODE');
  if (bytes.hasEndLine) report.count('understood', 'end');
  if (exitCode !== undefined && /^\d{1,9}$/.test(exitCode)) {
    yield { type: 'terminal', track: 'main', time: Math.round(pace * line), code: 'x', data: exitCode };
  }
  await bytes.close();
}

/** Characters of a line that is handed out before it ends. */
const MAX_LINE = 64 * 1024;
