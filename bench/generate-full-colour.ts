/**
 * Makes a recording in which every cell of a large screen has colours of its own: the worst case of keyframes, each of
 * which takes as many bytes as painting the whole screen.
 */
import type { RecordedOutput } from './generate-recording.ts';

export const FULL_COLOUR_COLS = 200;
export const FULL_COLOUR_ROWS = 60;

/** Frames of waves that move, painted in half blocks, until `size` UTF-16 units have been written. */
export function* generateFullColour(size: number): Generator<RecordedOutput, void> {
  let written = 0;
  for (let frame = 0; written < size; frame += 1) {
    const data = paint(frame);
    yield { time: frame * FRAME_TIME, data };
    written += data.length;
  }
}

/** The same as an asciicast v2 file. */
export function fullColourCast(size: number): string {
  const header = { version: 2, width: FULL_COLOUR_COLS, height: FULL_COLOUR_ROWS };
  const lines = [JSON.stringify(header)];
  for (const { time, data } of generateFullColour(size)) lines.push(JSON.stringify([time / 1000, 'o', data]));
  return `${lines.join('\n')}\n`;
}

/** Four frames a second, ms. */
const FRAME_TIME = 250;

function paint(frame: number): string {
  let screen = '\x1b[H';
  for (let y = 0; y < FULL_COLOUR_ROWS; y += 1) {
    screen += `\x1b[${y + 1};1H`;
    for (let x = 0; x < FULL_COLOUR_COLS; x += 1) {
      screen += `\x1b[38;2;${colour(x, 2 * y, frame)};48;2;${colour(x, 2 * y + 1, frame)}m▀`;
    }
  }
  return `${screen}\x1b[0m`;
}

/** `red;green;blue` of a point of the waves. */
function colour(x: number, y: number, frame: number): string {
  const level = (phase: number): number =>
    Math.round(127.5 + 127.5 * Math.sin((x * (3 + phase) + y * 5 + frame * 7) / 40 + phase));
  return `${level(0)};${level(1)};${level(2)}`;
}
