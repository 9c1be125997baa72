import type { TerminalHeader, TerminalTheme, TrackDescription } from '../../format/index.ts';
import { ReadingError, type Session, type TerminalRecording } from '../../reading/index.ts';
import type { ExportInput, ExportOptions } from '../export-format.ts';
import { startOf } from '../wall-time.ts';

/** Codes that asciicast knows; an archive has more. */
const CODES: Readonly<Record<AsciicastVersion, ReadonlySet<string>>> = {
  2: new Set(['o', 'i', 'r', 'm']),
  3: new Set(['o', 'i', 'r', 'm', 'x']),
};

type AsciicastVersion = 2 | 3;

/** A terminal as an asciicast v3: what players read since 2025. Errors as {@link exportAsciicastV2}. */
export function exportAsciicast(input: ExportInput, options: ExportOptions): AsyncGenerator<string> {
  return exportVersion(3, input, options);
}

/**
 * A terminal as an asciicast v2, for older players. A stretch of time begins with the screen of its first moment.
 *
 * @throws {ReadingError} `unknown-track` when there is no terminal, or not the one that is named
 * @throws {ArchiveError} what reading the segments gives
 */
export function exportAsciicastV2(input: ExportInput, options: ExportOptions): AsyncGenerator<string> {
  return exportVersion(2, input, options);
}

async function* exportVersion(
  version: AsciicastVersion,
  { session }: ExportInput,
  { from = 0, to = session.duration, terminal: id, signal }: ExportOptions,
): AsyncGenerator<string> {
  const terminal = terminalOf(session, id);
  const recording = await session.recording(terminal.id, { from, to }, signal && { signal });
  const startedAt = startOf(session.manifest);
  const timestamp = startedAt === undefined ? undefined : Math.floor((startedAt + from) / 1000);
  const title = terminal.title ?? session.manifest.title;
  const about = { ...(timestamp !== undefined && { timestamp }), title };
  yield line(version === 3 ? headerV3(recording, about) : headerV2(recording, about));
  let before = from;
  for await (const { t, code, data } of recording.events) {
    if (!CODES[version].has(code)) continue;
    yield line([(version === 3 ? t - before : t - from) / 1000, code, data]);
    before = t;
  }
}

/** The terminal that is named, else one that was recorded before one that was made of calls. */
function terminalOf({ tracks }: Session, named: string | undefined): TrackDescription {
  const terminals = tracks.filter(({ kind }) => kind === 'terminal');
  const found =
    named === undefined
      ? (terminals.find(({ synthesised }) => synthesised !== true) ?? terminals[0])
      : terminals.find(({ id }) => id === named);
  if (found) return found;
  const there = terminals.length === 0 ? 'none at all' : `only ${terminals.map(({ id }) => id).join(', ')}`;
  const what = named === undefined ? 'no terminal' : `no terminal "${named}"`;
  throw new ReadingError('unknown-track', `the session has ${what}, ${there}`);
}

interface About {
  readonly timestamp?: number;
  readonly title: string;
}

function headerV3({ header, cols, rows }: TerminalRecording, about: About): TerminalHeader {
  // The rule of widths is a word of archives; who plays it elsewhere has one of his own.
  const term = Object.entries(header.term).filter(([key]) => key !== 'widths');
  return { ...header, ...about, version: 3, term: { ...Object.fromEntries(term), cols, rows } };
}

function headerV2({ header, cols, rows }: TerminalRecording, about: About): object {
  const { type, theme } = header.term;
  return {
    version: 2,
    width: cols,
    height: rows,
    ...about,
    ...(type !== undefined && { env: { TERM: type } }),
    ...(theme !== undefined && { theme: theme satisfies TerminalTheme }),
  };
}

function line(value: unknown): string {
  return `${JSON.stringify(value)}\n`;
}
