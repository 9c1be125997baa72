/** Drives a player in a frame from the page around it, by messages that both sides check. */
export { connectPlayer, PlayerFrame } from './connect-player.ts';
export type { ConnectOptions, FrameEvents } from './connect-player.ts';
export { FRAME_PROTOCOL } from './messages.ts';
export type { FrameReport, FrameRequest, FrameState } from './messages.ts';
