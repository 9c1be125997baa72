import type { SessionEvent } from '../../../format/index.ts';
import type { FidelityReport } from '../../records/fidelity-report.ts';
import type { ImportOptions } from '../../importer.ts';
import { parseIsoTime } from '../../sources/iso-time.ts';
import { SizeScanner, limitedSize } from '../../recordings/terminal-size.ts';
import type { RecordingFiles, Timing, Typescript } from './find-files.ts';
import { openOutput } from './output-bytes.ts';
import { playPaced } from './play-paced.ts';
import { SessionRow } from './session-row.ts';
import { TimedPlayer } from './timed-player.ts';

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
  const row = new SessionRow(startedAt, report);
  if (timing) yield* new TimedPlayer({ ...files, timing }, row, report, options).play();
  else yield* playPaced(output, survey.lines, row, report, options);
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
async function surveyOutput(output: Typescript, signal: AbortSignal | undefined) {
  const scanner = new SizeScanner();
  const bytes = await openOutput(output, signal);
  let lines = 0;
  for await (const text of bytes.rest()) {
    if (typeof text !== 'string') continue;
    scanner.scan(text);
    for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) lines += 1;
  }
  return { size: scanner.initial, lines: lines + 1, isFlawed: bytes.isFlawed };
}
