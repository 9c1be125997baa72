import type { SessionEvent } from '../../../format/index.ts';
import type { FidelityReport } from '../../records/fidelity-report.ts';
import type { ImportSource } from '../../sources/import-source.ts';
import type { ImportOptions } from '../../importer.ts';
import { plausibleTime } from '../../sources/iso-time.ts';
import { OutputDecoder } from '../../recordings/output-text.ts';
import { RecordedClock } from '../../recordings/recorded-clock.ts';
import { SizeScanner } from '../../recordings/terminal-size.ts';
import { rawRecords } from './raw-stream.ts';
import type { RawRecord } from './raw-stream.ts';

const KINDS = { s: 'start', o: 'output', i: 'input', e: 'end' } as const;

/** The events of a stream that `script -r` wrote on BSD or macOS. */
export async function* playRawStream(
  source: ImportSource,
  report: FidelityReport,
  options: ImportOptions,
): AsyncGenerator<SessionEvent, void, undefined> {
  const { startedAt, size } = await survey(source, options.signal);
  report.version('script, raw stream');
  yield { type: 'session', ...(startedAt !== undefined && { startedAt }) };
  yield { type: 'track', kind: 'terminal', id: 'main', header: { term: { ...size } } };
  const player = new StreamPlayer(report, options.keepInput ?? false);
  const records = rawRecords(source, options.signal);
  for (;;) {
    const next = await records.next();
    if (next.done) {
      yield* player.end(next.value);
      return;
    }
    yield* player.play(next.value);
  }
}

async function survey(source: ImportSource, signal: AbortSignal | undefined) {
  const scanner = new SizeScanner();
  const decoder = new OutputDecoder('cp437');
  let startedAt: number | undefined;
  for await (const { direction, wall, bytes } of rawRecords(source, signal)) {
    startedAt ??= plausibleTime(wall);
    if (direction === 'o') scanner.scan(decoder.decode(bytes));
  }
  return { startedAt, size: scanner.initial };
}

class StreamPlayer {
  readonly #report: FidelityReport;
  readonly #keepInput: boolean;
  readonly #clock = new RecordedClock();
  readonly #output = new OutputDecoder('utf-8');
  readonly #input = new OutputDecoder('utf-8');
  #time = 0;

  constructor(report: FidelityReport, keepInput: boolean) {
    this.#report = report;
    this.#keepInput = keepInput;
  }

  *play({ direction, wall, bytes, isFirst, isCut }: RawRecord): Generator<SessionEvent, void, undefined> {
    if (isFirst) {
      this.#advance(wall);
      this.#report.count('understood', KINDS[direction]);
    }
    if (isCut) this.#noteCut();
    if (direction === 'o') yield* this.#event('o', this.#output.decode(bytes));
    if (direction !== 'i') return;
    if (this.#keepInput) yield* this.#event('i', this.#input.decode(bytes));
    else if (isFirst) {
      this.#report.note('input-left-out', 'what was typed may hold passwords and was left out', {
        severity: 'info',
      });
    }
  }

  *end(rest: number): Generator<SessionEvent, void, undefined> {
    yield* this.#event('o', this.#output.end());
    if (rest === 0) return;
    this.#report.count('unreadable', '');
    this.#noteCut();
  }

  #advance(wall: number): void {
    const { time, flaw } = this.#clock.advance(wall);
    this.#time = time;
    if (flaw === 'time-goes-back') {
      this.#report.note('time-goes-back', 'a time lies before the one before it and was set to it');
    } else if (flaw === 'outlying-time') {
      this.#report.note('outlying-time', 'a time lies far ahead and was set to the one before');
    }
  }

  #noteCut(): void {
    this.#report.note(
      'incomplete-last-frame',
      'the recording ends within a record; what there is of it is shown',
    );
  }

  *#event(code: string, data: string): Generator<SessionEvent, void, undefined> {
    if (data !== '') yield { type: 'terminal', track: 'main', time: this.#time, code, data };
  }
}
