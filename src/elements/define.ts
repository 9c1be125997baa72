/**
 * Registers every element. Terminal and changes are registered by the player, when a session needs them.
 */
import './chapter-list/chapter-list.define.ts';
import './clock-button/clock-button.define.ts';
import './error-message/error-message.define.ts';
import './fullscreen-button/fullscreen-button.define.ts';
import './header/header.define.ts';
import './key-list/key-list.define.ts';
import './layout/layout.define.ts';
import './link-button/link-button.define.ts';
import './play-button/play-button.define.ts';
import './player/player.define.ts';
import './rate-button/rate-button.define.ts';
import './split/split.define.ts';
import './step-button/step-button.define.ts';
import './tabs/tabs.define.ts';
import './terminals/terminals.define.ts';
import './time-display/time-display.define.ts';
import './time-range/time-range.define.ts';
import './transcript/transcript.define.ts';
import './transport/transport.define.ts';

export * from './index.ts';
