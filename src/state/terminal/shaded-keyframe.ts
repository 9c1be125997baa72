import type { TerminalKeyframe } from '../../format/index.ts';
import { CellReader } from './cell.ts';
import { Emulator } from './emulator.ts';
import { linkKey } from './links.ts';
import { terminalKeyframe } from './terminal-keyframe.ts';
import { Bg, type BufferLine, type ScreenBuffer } from './xterm-internals.ts';

/** Stands in every cell of a row that is not shown: light shade. */
export const SHADE = '░';

/**
 * A terminal as a keyframe, but for what another one does not show: rows with a text that stands on no row of the other
 * are shaded, and of window title and open link there are only those of the other. Cursor, modes, colours and margins are the true
 * ones, so that whatever is written next comes out where it belongs.
 *
 * Of the row of the cursor only what is before it is shaded, if nothing is behind it: that is where a prompt stands.
 *
 * @param emulator - the terminal as it is; its parser must be at ground
 * @param shown - the terminal that a reader has
 */
export function shadedKeyframe(emulator: Emulator, shown: Emulator): TerminalKeyframe {
  const { data } = terminalKeyframe(emulator);
  const { cols, rows } = emulator;
  const scratch = new Emulator(cols, rows, () => undefined, 0, emulator.widths);
  scratch.write(data);
  const known = new Set(
    buffersOf(shown).flatMap((buffer) => linesOf(buffer).map((line) => textOf(shown, line))),
  );
  for (const buffer of buffersOf(scratch)) {
    const lines = linesOf(buffer);
    for (const [y, line] of lines.entries()) {
      const text = textOf(scratch, line);
      if (text === '' || known.has(text)) continue;
      shade(buffer, line, buffer === scratch.active && y === buffer.y ? buffer.x : cols);
      const below = lines[y + 1];
      if (below) below.isWrapped = false;
    }
  }
  if (scratch.title !== shown.title) scratch.title = '';
  const handler = scratch.core._inputHandler;
  const pen = handler._curAttrData;
  pen.extended = pen.extended.clone();
  pen.extended.urlId = 0;
  pen.updateExtended();
  // The character printed last may be shaded now.
  handler._parser.precedingJoinState = 0;
  const keyframe = terminalKeyframe(scratch);
  scratch.dispose();
  return keyframe;
}

function buffersOf({ core }: Emulator): readonly ScreenBuffer[] {
  const { normal, alt } = core._bufferService.buffers;
  return [normal, alt];
}

/** The rows of a screen; none of an alternate screen that is not in use. */
function linesOf({ lines, ybase }: ScreenBuffer): readonly BufferLine[] {
  return Array.from({ length: Math.max(lines.length - ybase, 0) }, (_, y) => lines.get(ybase + y)!);
}

/** What a row shows, in one string; empty when there is no text in it. Links are text, too. */
function textOf({ links, cols }: Emulator, line: BufferLine): string {
  const reader = new CellReader();
  let text = '';
  let lastLink = 0;
  for (let x = 0; x < cols; x += 1) {
    const cell = reader.read(line, x);
    const { link } = cell.look;
    if (link !== lastLink) {
      const target = links.get(link);
      text += `\0${target ? linkKey(target) : ''}\0`;
      lastLink = link;
    }
    text += cell.text === '' ? ' ' : cell.text;
  }
  return text.trimEnd();
}

/** Shades a row up to a column, or all of it when there is text from there on. */
function shade(buffer: ScreenBuffer, line: BufferLine, column: number): void {
  const reader = new CellReader();
  let isBlankBehind = true;
  for (let x = column; x < line.length; x += 1) isBlankBehind &&= reader.read(line, x).text.trim() === '';
  const end = isBlankBehind ? column : line.length;
  const blank = buffer.getNullCell();
  const pen = { ...blank, fg: 0, bg: Bg.dim, extended: blank.extended, updateExtended: () => undefined };
  for (let x = 0; x < line.length; x += 1) {
    if (x < end) line.setCellFromCodepoint(x, SHADE.codePointAt(0)!, 1, pen);
    else line.setCellFromCodepoint(x, 0, 1, { ...pen, bg: 0 });
  }
  line.isWrapped = false;
}
