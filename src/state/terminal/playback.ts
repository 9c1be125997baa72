/** The terminal for playing alone, without what takes keyframes; it brings the emulator along, like `index.ts`. */
export { TellingMoment } from './telling-moment.ts';
export { TerminalPlayback } from './terminal-playback.ts';
