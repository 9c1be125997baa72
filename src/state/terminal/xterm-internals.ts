import { widthIn } from '../../format/index.ts';

/**
 * The one place that knows what `@xterm/headless` 6.0.0 keeps behind its public API.
 *
 * Keyframes need the complete state, and the public API shows only part of it. The version is pinned exactly;
 * `internalsOf` checks the shape, so that another version fails with one sentence instead of wrong pictures.
 */
/** Underline style and colour, link: one object shared by all cells written with it, never changed once used. */
export interface ExtendedAttributes {
  /** Bits 0-25 underline colour, 26-28 underline style. */
  readonly _ext: number;
  readonly _urlId: number;
  urlId: number;
  underlineStyle: number;
  underlineColor: number;
  clone(): ExtendedAttributes;
}

/** The pen. `fg` and `bg` are colour and flags packed as in a cell. */
export interface PenAttributes {
  fg: number;
  bg: number;
  extended: ExtendedAttributes;
  updateExtended(): void;
}

/** One row of a buffer. */
export interface BufferLine {
  readonly length: number;
  isWrapped: boolean;
  /** Three words a cell: content, fg, bg. */
  readonly _data: Uint32Array;
  readonly _combined: Readonly<Record<number, string>>;
  readonly _extendedAttrs: Readonly<Record<number, ExtendedAttributes | undefined>>;
  clone(): BufferLine;
  resize(cols: number, fill: object): boolean;
  setCellFromCodepoint(index: number, codePoint: number, width: number, pen: PenAttributes): void;
}

/** The rows of a buffer, those scrolled out first. */
export interface LineList {
  readonly length: number;
  maxLength: number;
  get(index: number): BufferLine | undefined;
  set(index: number, line: BufferLine): void;
  push(line: BufferLine): void;
  trimStart(count: number): void;
}

/** The normal or the alternate buffer: rows, cursor, margins, tab stops, saved cursor. */
export interface ScreenBuffer {
  x: number;
  y: number;
  ybase: number;
  ydisp: number;
  scrollTop: number;
  scrollBottom: number;
  tabs: Record<number, boolean | undefined>;
  savedX: number;
  savedY: number;
  readonly savedCurAttrData: { fg: number; bg: number };
  readonly lines: LineList;
  getNullCell(pen?: PenAttributes): PenAttributes;
  getBlankLine(pen: PenAttributes): BufferLine;
}

/** A character set: character → what is shown for it; `undefined` is ASCII. */
export type Charset = Readonly<Record<string, string>> | undefined;

/** Modes that programs switch (DECSET). */
export interface Modes {
  applicationCursorKeys: boolean;
  applicationKeypad: boolean;
  bracketedPasteMode: boolean;
  cursorBlink: boolean | undefined;
  cursorStyle: 'block' | 'underline' | 'bar' | undefined;
  origin: boolean;
  reverseWraparound: boolean;
  sendFocus: boolean;
  synchronizedOutput: boolean;
  wraparound: boolean;
}

/** What reads the output: pen, parser, decoder. */
export interface InputHandler {
  _curAttrData: PenAttributes;
  readonly _parser: {
    readonly currentState: number;
    precedingJoinState: number;
    /** Handlers run newest first until one returns true. They may change the parameters. */
    registerCsiHandler(
      id: { readonly final: string },
      handler: (parameters: { readonly params: Int32Array }) => boolean,
    ): unknown;
  };
  readonly _stringDecoder: { readonly _interim: number };
  readonly onRequestRefreshRows: (
    listener: (rows: { start: number; end: number } | undefined) => void,
  ) => unknown;
  readonly onRequestReset: (listener: () => void) => unknown;
  saveCursor: () => boolean;
  restoreCursor: () => boolean;
  softReset: (parameters: object) => boolean;
}

/** `terminal._core`. */
export interface XtermCore {
  writeSync(data: string): void;
  readonly options: { readonly convertEol: boolean; readonly cursorBlink: boolean };
  readonly _bufferService: {
    readonly cols: number;
    readonly rows: number;
    readonly buffers: {
      readonly normal: ScreenBuffer;
      readonly alt: ScreenBuffer;
      readonly active: ScreenBuffer;
    };
    /** Moves the region up by a row; `isWrapped` says that the new one goes on with the row above it. */
    scroll: (erased: object, isWrapped?: boolean) => void;
  };
  readonly coreService: {
    readonly modes: { readonly insertMode: boolean };
    readonly decPrivateModes: Modes;
    readonly isCursorHidden: boolean;
  };
  readonly coreMouseService: { readonly activeProtocol: string; readonly activeEncoding: string };
  readonly _charsetService: {
    readonly _charsets: readonly Charset[];
    readonly glevel: number;
    readonly charset: Charset;
    setgCharset(g: number, charset: Charset): void;
    setgLevel(g: number): void;
  };
  readonly _inputHandler: InputHandler;
}

/** Bits of a cell's words (`common/buffer/Constants.ts` of xterm.js). */
export const Content = { codePoint: 0x1fffff, combined: 0x200000, any: 0x3fffff, widthShift: 22 } as const;
/** Colour in a word of foreground or background: kind, and palette index or RGB. */
export const Color = {
  mode: 0x3000000,
  p16: 0x1000000,
  p256: 0x2000000,
  rgb: 0x3000000,
  value: 0xffffff,
} as const;
/** Flags in the word of the foreground. */
export const Fg = {
  inverse: 0x4000000,
  bold: 0x8000000,
  underline: 0x10000000,
  blink: 0x20000000,
  invisible: 0x40000000,
  strikethrough: 0x80000000,
} as const;
/** Flags in the word of the background. */
export const Bg = {
  italic: 0x4000000,
  dim: 0x8000000,
  extended: 0x10000000,
  protected: 0x20000000,
  overline: 0x40000000,
} as const;

/** Width of the character printed last, as the parser remembers it for marks and REP; 0 after anything else. */
export function precedingWidth(core: XtermCore): number {
  return widthIn(core._inputHandler._parser.precedingJoinState);
}

/** Whether the parser stands between two sequences, with no half of a surrogate pair in hand. */
export function atGround(core: XtermCore): boolean {
  return core._inputHandler._parser.currentState === 0 && core._inputHandler._stringDecoder._interim === 0;
}

/**
 * The emulator's internals.
 *
 * @throws {TypeError} when they do not look as in `@xterm/headless` 6.0.0
 */
export function internalsOf(terminal: object): XtermCore {
  const core: unknown = (terminal as { readonly _core?: unknown })._core;
  const missing = known ? undefined : EXPECTED.find(([path, type]) => typeOf(core, path) !== type);
  if (missing) {
    throw new TypeError(
      `@xterm/headless is not version 6.0.0: its "${missing[0]}" is not a ${missing[1]}; install exactly 6.0.0`,
    );
  }
  known = true;
  return core as XtermCore;
}

/** One terminal looked as expected: so do all, being made by the same code. */
let known = false;

const EXPECTED: readonly (readonly [path: string, type: string])[] = [
  ['writeSync', 'function'],
  ['options.convertEol', 'boolean'],
  ['options.cursorBlink', 'boolean'],
  ['_bufferService.cols', 'number'],
  ['_bufferService.scroll', 'function'],
  ...['normal', 'alt', 'active'].flatMap((buffer) =>
    (
      [
        ['x', 'number'],
        ['ybase', 'number'],
        ['scrollBottom', 'number'],
        ['savedY', 'number'],
        ['savedCurAttrData.bg', 'number'],
        ['tabs', 'object'],
        ['lines.get', 'function'],
        ['lines.set', 'function'],
        ['lines.trimStart', 'function'],
        ['getBlankLine', 'function'],
      ] as const
    ).map(([name, type]) => [`_bufferService.buffers.${buffer}.${name}`, type] as const),
  ),
  ['coreService.modes.insertMode', 'boolean'],
  ['coreService.decPrivateModes.wraparound', 'boolean'],
  ['coreService.decPrivateModes.synchronizedOutput', 'boolean'],
  ['coreService.isCursorHidden', 'boolean'],
  ['coreMouseService.activeProtocol', 'string'],
  ['coreMouseService.activeEncoding', 'string'],
  ['_charsetService._charsets', 'object'],
  ['_charsetService.glevel', 'number'],
  ['_charsetService.setgCharset', 'function'],
  ['_inputHandler._curAttrData.fg', 'number'],
  ['_inputHandler._curAttrData.extended._ext', 'number'],
  ['_inputHandler._curAttrData.extended._urlId', 'number'],
  ['_inputHandler._parser.currentState', 'number'],
  ['_inputHandler._parser.precedingJoinState', 'number'],
  ['_inputHandler._parser.registerCsiHandler', 'function'],
  ['_inputHandler._stringDecoder._interim', 'number'],
  ['_inputHandler.onRequestRefreshRows', 'function'],
  ['_inputHandler.onRequestReset', 'function'],
  ['_inputHandler.saveCursor', 'function'],
  ['_inputHandler.restoreCursor', 'function'],
  ['_inputHandler.softReset', 'function'],
];

function typeOf(value: unknown, path: string): string {
  for (const name of path.split('.')) {
    if (typeof value !== 'object' || value === null) return 'undefined';
    value = (value as Readonly<Record<string, unknown>>)[name];
  }
  return typeof value;
}
