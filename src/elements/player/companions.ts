import type { ReactiveControllerHost } from 'lit';
import '../announcement/announcement.define.ts';
import type { Player } from '../../player/index.ts';
import { FocusKeeper } from '../controllers/focus-keeper.ts';
import { KeyboardController } from '../controllers/keyboard-controller.ts';
import { PageCacheController } from '../controllers/page-cache-controller.ts';
import { SwipeController } from '../controllers/swipe-controller.ts';
import type { ReadableView } from '../view/view-store.ts';
import { ClipController } from './clip-controller.ts';
import type { Notices } from './notices.ts';
import { printSession } from './print-session.ts';
import { ResumeController } from './resume-controller.ts';

/** What a player element lends its companions. */
export interface CompanionParts {
  readonly player: Player;
  readonly view: ReadableView;
  readonly notices: Notices;
  /** Places in sessions are to be remembered. */
  readonly isRemembered: () => boolean;
  /** A link or an attribute has said where to begin. */
  readonly isLed: () => boolean;
}

/** What goes along with a player in a page and is no part of its first frame. */
export interface Companions {
  readonly clips: ClipController;
}

/** Gives a player element its companions: they come and go with the element. */
export function accompany(host: ReactiveControllerHost & HTMLElement, parts: CompanionParts): Companions {
  const { player, view, notices, isRemembered, isLed } = parts;
  new KeyboardController(host, player.store, view);
  const keeper = new FocusKeeper(host);
  // Neither outlives the host.
  view.subscribe(() => keeper.check());
  player.store.subscribe(() => keeper.check());
  new SwipeController(host);
  host.addEventListener('reprise-print-request', () => {
    void printSession(player, window, () => notices.say('loadingForPaper'));
  });
  new PageCacheController(host, player);
  new ResumeController(host, {
    player,
    notices,
    isRemembered,
    isWanted: () => isRemembered() && !isLed(),
  });
  return { clips: new ClipController(host, player) };
}
