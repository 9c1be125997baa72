/** The terminal: brings the emulator along, so load it only when a session has a terminal track. */
export type * from './terminal-screen.ts';
export type { TerminalSize } from '../../format/index.ts';
export type { TerminalStateOptions } from './terminal-playback.ts';
export { TellingMoment } from './telling-moment.ts';
export { TerminalState } from './terminal-state.ts';
export { type TerminalCut, TerminalCutter } from './terminal-cutter.ts';
export { CutTerminal, type TerminalPiece } from './cut-terminal.ts';
export { SHADE } from './shaded-keyframe.ts';
