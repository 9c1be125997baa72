/**
 * Registers the elements that every session needs. The player registers the others when they are needed: those of
 * the default layout by the session's tracks, those of a page's own layout because they stand in it.
 */
import './clock-button/clock-button.define.ts';
import './error-message/error-message.define.ts';
import './fullscreen-button/fullscreen-button.define.ts';
import './header/header.define.ts';
import './layout/layout.define.ts';
import './link-button/link-button.define.ts';
import './play-button/play-button.define.ts';
import './player/player.define.ts';
import './rate-button/rate-button.define.ts';
import './step-button/step-button.define.ts';
import './time-display/time-display.define.ts';
import './time-range/time-range.define.ts';
import './transcript/transcript.define.ts';
import './transport/transport.define.ts';

export type * from './index.ts';
