import type { Player } from '../../player/index.ts';
import { panesOf } from '../layout/panes.ts';
import type { ViewStore } from '../view/view-store.ts';
import type { Notices } from './notices.ts';
import { viewOf, type SessionLink } from './session-link.ts';

/** What following a link takes. */
interface LinkFollowerParts {
  readonly player: Player;
  readonly view: ViewStore;
  readonly notices: Notices;
  /** Plays a stretch of the session (session times, ms). */
  readonly playClip: (start: number, end: number) => void;
}

/** Takes a player to where links lead, and says so when that is nowhere. */
export class LinkFollower {
  readonly #parts: LinkFollowerParts;
  /** Of the links that were followed: a newer one takes the place of one that still waits for the session. */
  #count = 0;

  constructor(parts: LinkFollowerParts) {
    this.#parts = parts;
  }

  /** Goes where a link leads, as soon as the session is there. What goes wrong on the way is in the player's state. */
  follow(link: SessionLink): void {
    this.#go(link).catch(() => undefined);
  }

  async #go(link: SessionLink): Promise<void> {
    const count = ++this.#count;
    const { player, view, notices, playClip } = this.#parts;
    const { event, time, end } = link;
    view.commit({ ...viewOf(link), target: undefined });
    if (event !== undefined) {
      const found = await player.timeOf(event);
      if (count !== this.#count) return;
      if (found === undefined && time === undefined) notices.say('unknownPlace');
      if (found !== undefined) {
        await player.seek(found);
        // Only now: what holds the event is looked for among what is shown.
        if (count === this.#count) view.commit({ target: event });
        return;
      }
    }
    if (time === undefined) return;
    // While the session is being opened, this says where to begin.
    await player.seek(time);
    if (count !== this.#count) return;
    // A recording at its start is not at its cover when a link leads there; a conversation says itself where it is.
    if (!panesOf(player.store.state.manifest).includes('story')) view.commit({ atCover: false });
    if (time > (player.store.state.timeline?.duration ?? 0)) notices.say('unknownPlace');
    else if (end !== undefined) playClip(time, end);
  }
}
