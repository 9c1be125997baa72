import type { Session } from '../../../reading/index.ts';
import { activeClock } from '../../../reading/playback.ts';
import { timeText } from '../../../reading/words/index.ts';
import { PictureError } from '../picture-error.ts';
import type { Shape } from '../picture.ts';
import { drawScreen } from '../terminal/draw-screen.ts';
import { pickTerminal } from '../terminal/pick-terminal.ts';
import { drawWindow, terminalFrame } from '../terminal/terminal-frame.ts';
import { terminalTitle } from '../terminal/terminal-picture.ts';
import type { Clip, ClipFrame } from './clip.ts';

/** Pictures of a clip: more is a film, which the viewer plays better. */
export const MAX_FRAMES = 600;
/** Output that comes closer than this is one picture, ms: what most browsers show of a GIF. */
const APART = 80;
/** How long the last picture is shown before it all begins anew, ms. */
const LAST = 2000;

/** Which stretch of which terminal. */
export interface ClipRange {
  /** Id of the terminal; default: the session's first. */
  readonly terminal?: string | undefined;
  /** Session times, ms; default: all of the session. */
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Draws a stretch of a terminal. It is played by the active clock of that terminal: where nothing is written to it for
 * more than 2 s, that takes 1 s.
 *
 * @throws {PictureError} `no-terminal`, `unknown-terminal`, `clip-empty`, `clip-too-long`
 * @throws {ArchiveError} what reading the segments gives
 */
export async function readClip(
  session: Session,
  { terminal, from = 0, to = session.duration, signal }: ClipRange,
): Promise<Clip> {
  const track = pickTerminal(session, terminal);
  const end = Math.min(to, session.duration);
  if (from > end || (from === end && from > 0))
    throw new PictureError(
      'clip-empty',
      `the clip ends (${timeText(end)}) before it begins (${timeText(from)})`,
    );
  const strips = new StripTable();
  const shown: { readonly time: number; readonly strips: readonly number[] }[] = [];
  let size = { cols: 1, rows: 1 };
  let last = { background: '', lines: [] as readonly string[] };
  const range = { from, to: end, apart: APART };
  for await (const { time, screen } of session.terminalFrames(track.id, range, signal && { signal })) {
    const { background, rows } = drawScreen(screen, track);
    size = { cols: Math.max(size.cols, screen.cols), rows: Math.max(size.rows, screen.rows) };
    last = { background, lines: screen.lines };
    const numbers = rows.map((row) => strips.numberOf(row));
    if (isSame(numbers, shown.at(-1)?.strips)) continue;
    shown.push({ time, strips: numbers });
    if (shown.length > MAX_FRAMES) throw tooLong(time, from);
  }
  const { title, label } = terminalTitle(session, from);
  const frame = terminalFrame(size.cols, size.rows);
  return {
    ...size,
    ...{ frame, background: last.background, strips: strips.all },
    title: `${title} to ${timeText(end, session.duration)}`,
    description: last.lines.join('\n').trimEnd() || 'an empty terminal',
    window: drawWindow(frame, last.background, label),
    frames: timed(shown, { from, end }),
  };
}

function tooLong(time: number, from: number): PictureError {
  const message = `the clip has more than ${MAX_FRAMES} pictures; the first ${MAX_FRAMES} reach from ${timeText(from)} to ${timeText(time)}: choose a shorter stretch`;
  return new PictureError('clip-too-long', message);
}

/** How long each is shown, by the active clock of what is shown. */
function timed(
  shown: readonly { readonly time: number; readonly strips: readonly number[] }[],
  { from, end }: { readonly from: number; readonly end: number },
): ClipFrame[] {
  const activity = shown.map(({ time }) => ({ start: time - from, end: time - from }));
  const clock = activeClock(activity, end - from);
  return shown.map(({ time, strips }, i) => {
    const next = shown[i + 1];
    const length = next ? clock.positionOf(next.time - from) - clock.positionOf(time - from) : LAST;
    return { length: Math.max(Math.round(length), APART), strips };
  });
}

function isSame(a: readonly number[], b: readonly number[] | undefined): boolean {
  return b !== undefined && a.length === b.length && a.every((value, i) => value === b[i]);
}

/** Rows that look alike, once. */
class StripTable {
  readonly all: (readonly Shape[])[] = [];
  readonly #numbers = new Map<string, number>();

  numberOf(row: readonly Shape[]): number {
    const key = JSON.stringify(row);
    let number = this.#numbers.get(key);
    if (number === undefined) {
      number = this.all.push(row) - 1;
      this.#numbers.set(key, number);
    }
    return number;
  }
}
