/**
 * Registers what the first frame of a session is made of. The player registers the other elements when they are
 * needed: see `lazy-elements.ts`.
 */
import './cover/cover.define.ts';
import './header/header.define.ts';
import './layout/layout.define.ts';
import './player/player.define.ts';

export type * from './index.ts';
