import { CellReader, lookOf, packedColor, sameLink, sameStyle, underlineStyle } from './cell.ts';
import type { Emulator } from './emulator.ts';
import {
  Bg,
  type BufferLine,
  Content,
  type ExtendedAttributes,
  type ScreenBuffer,
} from './xterm-internals.ts';

/**
 * Whether two terminals are in the same state: every cell of both screens, cursors, saved cursors, scroll
 * regions, tab stops, modes, pen, charsets, title, colours, and where the parser stands.
 *
 * About 0.1 ms for an ordinary screen.
 */
export function sameTerminal(a: Emulator, b: Emulator): boolean {
  return (
    a.cols === b.cols &&
    a.rows === b.rows &&
    sameSettings(a, b) &&
    samePen(a, b) &&
    sameBuffer(a, b, 'normal') &&
    sameBuffer(a, b, 'alt')
  );
}

function sameSettings(a: Emulator, b: Emulator): boolean {
  return settingsOf(a) === settingsOf(b);
}

/** Everything that is not cells, pen or links, as one string. */
function settingsOf({ core, palette, title }: Emulator): string {
  const { _inputHandler: handler, _charsetService: charsets, _bufferService, coreService } = core;
  return JSON.stringify([
    title,
    palette.toEscapes(),
    _bufferService.buffers.active === _bufferService.buffers.alt,
    coreService.decPrivateModes,
    // A mode that is not set is left out of JSON, so the two say the same of it.
    coreService.modes,
    coreService.isCursorHidden,
    core.options.convertEol,
    core.options.cursorBlink,
    core.coreMouseService.activeProtocol,
    core.coreMouseService.activeEncoding,
    charsets.glevel,
    [0, 1, 2, 3].map((g) => charsets._charsets[g] ?? 0),
    handler._parser.currentState,
    handler._stringDecoder._interim,
    // Without its last bit, which has said what it says.
    handler._parser.precedingJoinState >> 1,
  ]);
}

function samePen(a: Emulator, b: Emulator): boolean {
  const [penA, penB] = [a.core._inputHandler._curAttrData, b.core._inputHandler._curAttrData];
  return (
    samePacked(penA, penA.extended, penB, penB.extended) &&
    sameLink(penA.extended._urlId, a.links, penB.extended._urlId, b.links)
  );
}

interface Packed {
  readonly fg: number;
  readonly bg: number;
}

function samePacked(
  a: Packed,
  aExt: ExtendedAttributes | undefined,
  b: Packed,
  bExt: ExtendedAttributes | undefined,
) {
  return (
    sameStyle(lookOf(a.fg, a.bg, aExt), lookOf(b.fg, b.bg, bExt)) &&
    underlineStyle(aExt) === underlineStyle(bExt) &&
    packedColor(aExt?._ext ?? 0) === packedColor(bExt?._ext ?? 0)
  );
}

function sameBuffer(a: Emulator, b: Emulator, name: 'normal' | 'alt'): boolean {
  const [bufferA, bufferB] = [a.core._bufferService.buffers[name], b.core._bufferService.buffers[name]];
  if (bufferA.lines.length !== bufferB.lines.length || !sameSavedCursor(a, bufferA, b, bufferB)) return false;
  // An alternate screen that is not shown has no lines, and takes its cursor from the other when it is.
  if (bufferA.lines.length === 0) return true;
  if (placesOf(bufferA, a.cols) !== placesOf(bufferB, b.cols)) return false;
  for (let y = 0; y < a.rows; y += 1) {
    const lineA = bufferA.lines.get(bufferA.ybase + y)!;
    const lineB = bufferB.lines.get(bufferB.ybase + y)!;
    if (lineA.isWrapped !== lineB.isWrapped || !sameCells(a, lineA, b, lineB)) return false;
  }
  return true;
}

function placesOf({ x, y, scrollTop, scrollBottom, tabs }: ScreenBuffer, cols: number): string {
  const stops = Object.keys(tabs).filter((column) => tabs[Number(column)] && Number(column) < cols);
  return [x, y, scrollTop, scrollBottom, ...stops].join();
}

function sameSavedCursor(a: Emulator, bufferA: ScreenBuffer, b: Emulator, bufferB: ScreenBuffer): boolean {
  const [penA, penB] = [a.savedPen(bufferA), b.savedPen(bufferB)];
  return (
    bufferA.savedX === bufferB.savedX &&
    bufferA.savedY === bufferB.savedY &&
    samePacked(bufferA.savedCurAttrData, penA?.extended, bufferB.savedCurAttrData, penB?.extended) &&
    (penA?.glevel ?? 0) === (penB?.glevel ?? 0) &&
    [0, 1, 2, 3].every((g) => penA?.charsets[g] === penB?.charsets[g])
  );
}

function sameCells(a: Emulator, lineA: BufferLine, b: Emulator, lineB: BufferLine): boolean {
  const [readerA, readerB] = [new CellReader(), new CellReader()];
  for (let x = 0; x < a.cols; x += 1) {
    if (sameWords(lineA._data, lineB._data, x * 3)) continue;
    const cellA = readerA.read(lineA, x);
    const cellB = readerB.read(lineB, x);
    if (
      cellA.text !== cellB.text ||
      cellA.width !== cellB.width ||
      !sameStyle(cellA.look, cellB.look) ||
      !sameLink(cellA.look.link, a.links, cellB.look.link, b.links)
    ) {
      return false;
    }
  }
  return true;
}

/** Whether two cells are equal already as packed; those with marks, links or underlines have more elsewhere. */
function sameWords(a: Uint32Array, b: Uint32Array, i: number): boolean {
  return (
    a[i] === b[i] &&
    a[i + 1] === b[i + 1] &&
    a[i + 2] === b[i + 2] &&
    (a[i]! & Content.combined) === 0 &&
    (a[i + 2]! & Bg.extended) === 0
  );
}
