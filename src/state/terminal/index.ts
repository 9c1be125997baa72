/** The terminal: brings the emulator along, so load it only when a session has a terminal track. */
export type * from './terminal-screen.ts';
export { TerminalState, type TerminalSize, type TerminalStateOptions } from './terminal-state.ts';
export { type TerminalCut, TerminalCutter } from './terminal-cutter.ts';
