import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Player, PlayerState } from '../../player/index.ts';

/** A stretch of a session, session times in ms. */
interface Clip {
  readonly start: number;
  readonly end: number;
  /** What tells the session from others. */
  readonly manifest: PlayerState['manifest'];
  /** The viewer is jumping: what comes next is where they wanted to go. */
  isJumping: boolean;
}

/** Plays stretches of a session and stops at their ends. Who leaves the stretch is left alone. */
export class ClipController implements ReactiveController {
  readonly #player: Player;
  #clip: Clip | undefined;
  #unsubscribe: (() => void) | undefined;

  constructor(host: ReactiveControllerHost, player: Player) {
    this.#player = player;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#forget();
  }

  /**
   * Plays from where the playhead is, the start of a clip, to its end (session times, ms). For people who want little to
   * move it waits until they press play.
   */
  play(start: number, end: number): void {
    const { store } = this.#player;
    this.#forget();
    this.#clip = { start, end, manifest: store.state.manifest, isJumping: false };
    this.#unsubscribe = store.subscribe((state) => this.#watch(state));
    if (!window.matchMedia('(prefers-reduced-motion: reduce)').matches) this.#player.play();
  }

  #watch({ manifest, seeking, paused, time, position, timeMap }: PlayerState): void {
    const clip = this.#clip;
    if (!clip) return;
    if (manifest !== clip.manifest) {
      this.#forget();
      return;
    }
    if (seeking) {
      clip.isJumping = true;
      return;
    }
    const isChosen = clip.isJumping || paused;
    clip.isJumping = false;
    if (time < clip.start || (isChosen && time > clip.end)) {
      this.#forget();
      return;
    }
    if (isChosen || position < (timeMap?.positionOf(clip.end) ?? 0)) return;
    // A frame leads past the end. First of all the clip is over: what follows is told to it no more.
    this.#forget();
    this.#player.pause();
    this.#player.seek(clip.end).catch(() => undefined);
  }

  #forget(): void {
    this.#unsubscribe?.();
    this.#unsubscribe = undefined;
    this.#clip = undefined;
  }
}
