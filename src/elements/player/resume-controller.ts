import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Player, PlayerState } from '../../player/index.ts';
import { timeText } from '../time-text.ts';
import type { Notices } from './notices.ts';
import { Places } from './places.ts';

/** Somebody who has come no farther than this has not begun, ms of the current clock. */
const BEGUN = 5000;

/** What resuming takes of its host. */
interface ResumeParts {
  readonly player: Player;
  readonly notices: Notices;
  /** Whether places are to be remembered. */
  readonly isRemembered: () => boolean;
  /** Whether to go back to one: nobody else has said where to begin. */
  readonly isWanted: () => boolean;
}

/** Takes a viewer who comes back to a session to where they left it, in this browser, and says so. */
export class ResumeController implements ReactiveController {
  readonly #parts: ResumeParts;
  readonly #places = new Places();
  /** The state of the open session that was seen last. */
  #last: PlayerState | undefined;
  #unsubscribe: (() => void) | undefined;

  constructor(host: ReactiveControllerHost, parts: ResumeParts) {
    this.#parts = parts;
    host.addController(this);
  }

  hostConnected(): void {
    const { store } = this.#parts.player;
    this.#unsubscribe = store.subscribe((state) => this.#take(state));
    document.addEventListener('visibilitychange', this.#remember);
    window.addEventListener('pagehide', this.#remember);
    this.#take(store.state);
  }

  hostDisconnected(): void {
    this.#remember();
    this.#last = undefined;
    this.#unsubscribe?.();
    document.removeEventListener('visibilitychange', this.#remember);
    window.removeEventListener('pagehide', this.#remember);
  }

  #take(state: PlayerState): void {
    const before = this.#last;
    const isPaused = before && state.paused && !before.paused;
    if (state.manifest !== before?.manifest) this.#remember();
    this.#last = state.status === 'ready' ? state : undefined;
    if (!before && this.#last) this.#resume(this.#last);
    else if (isPaused) this.#remember();
  }

  #resume({ manifest, timeline, timeMap }: PlayerState): void {
    const { player, notices, isWanted } = this.#parts;
    if (!isWanted() || player.destination.position !== 0 || !manifest || !timeMap) return;
    const place = this.#places.get(manifest.id);
    if (place === undefined || place <= 0 || place >= (timeline?.duration ?? 0)) return;
    player.seek(place).catch(() => undefined);
    const at = timeText(timeMap.positionOf(place), timeMap.positionOf(timeline?.duration ?? place));
    notices.say({
      text: (strings) => strings.continued(at),
      button: {
        label: (strings) => strings.fromStart,
        onClick: () => void player.seekPosition(0).catch(() => undefined),
      },
    });
  }

  readonly #remember = (): void => {
    const last = this.#last;
    if (last?.manifest && this.#parts.isRemembered()) this.#places.set(last.manifest.id, placeOf(last));
  };
}

/** What there is to come back to: nothing at the start and at the end. */
function placeOf({ position, time, ended }: PlayerState): number | undefined {
  return ended || position < BEGUN ? undefined : time;
}
