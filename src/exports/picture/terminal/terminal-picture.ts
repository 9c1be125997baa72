import type { TrackDescription } from '../../../format/index.ts';
import type { Session } from '../../../reading/index.ts';
import { timeText, titleText } from '../../../reading/words/index.ts';
import type { TerminalScreen } from '../../../state/index.ts';
import { lineOf } from '../line-of.ts';
import type { Picture, Shape } from '../picture.ts';
import { CELL } from './draw-row.ts';
import { drawScreen } from './draw-screen.ts';
import { pickTerminal } from './pick-terminal.ts';
import { drawWindow, terminalFrame } from './terminal-frame.ts';

/** Which moment of which terminal. */
export interface TerminalPictureOptions {
  /** Id of the terminal; default: the session's first. */
  readonly terminal?: string;
  /** Session time, ms; default: when the terminal's screen tells most. */
  readonly time?: number;
  readonly signal?: AbortSignal;
}

/**
 * A terminal at a moment, as the player shows it.
 *
 * @throws {PictureError} `no-terminal`, `unknown-terminal`
 * @throws {ArchiveError} what reading the segment gives
 */
export async function terminalPicture(
  session: Session,
  { terminal, time, signal }: TerminalPictureOptions = {},
): Promise<Picture> {
  const track = pickTerminal(session, terminal);
  const at = Math.min(time ?? track.poster ?? session.duration, session.duration);
  const moments = session.terminalFrames(track.id, { from: at, to: at, apart: 0 }, signal && { signal });
  for await (const { screen } of moments) return drawTerminal(screen, { session, track, time: at });
  throw new Error('a terminal has a screen at every time');
}

/** What a picture of a terminal is of. */
interface TerminalPlace {
  readonly session: Session;
  readonly track: TrackDescription;
  readonly time: number;
}

function drawTerminal(screen: TerminalScreen, { session, track, time }: TerminalPlace): Picture {
  const { width, height, left, top } = terminalFrame(screen.cols, screen.rows);
  const { background, rows } = drawScreen(screen, track);
  const { title, label } = terminalTitle(session, time);
  const shapes: Shape[] = [
    ...drawWindow({ width, height }, background, label),
    ...rows.map((row, y): Shape => ({ kind: 'group', x: left, y: top + y * CELL.cellHeight, shapes: row })),
  ];
  return {
    width,
    height,
    title,
    description: screen.lines.join('\n').trimEnd() || 'an empty terminal',
    shapes,
  };
}

/** What a picture of a session's terminal is called, and what its bar says. */
export function terminalTitle(
  { manifest, duration }: Session,
  time: number,
): { readonly title: string; readonly label: { readonly title: string; readonly time: string } } {
  const name = lineOf(titleText(manifest.title)) || 'Terminal';
  const at = timeText(time, duration);
  return { title: `${name}, terminal at ${at}`, label: { title: name, time: at } };
}
