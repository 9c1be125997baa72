/**
 * Registers what a player shows after its first frame, all in one file: the controls under the panes, what divides
 * several panes, the list of keys and what is said when something fails.
 */
import './clock-button/clock-button.define.ts';
import './error-message/error-message.define.ts';
import './fullscreen-button/fullscreen-button.define.ts';
import './key-list/key-list.define.ts';
import './link-button/link-button.define.ts';
import './play-button/play-button.define.ts';
import './rate-button/rate-button.define.ts';
import './split/split.define.ts';
import './step-button/step-button.define.ts';
import './stall-message/stall-message.define.ts';
import './tabs/tabs.define.ts';
import './time-display/time-display.define.ts';
import './time-range/time-range.define.ts';
import './transport/transport.define.ts';
