import type { LitElement, ReactiveController } from 'lit';
import { createRequest } from '../../player/index.ts';

/**
 * Tells the player which tracks its host shows, by their entry paths: while the host is in the page and has a box
 * (not `hidden`, not in a hidden pane). Tracks that nobody shows are not loaded.
 */
export class TrackController implements ReactiveController {
  readonly #host: LitElement;
  readonly #select: () => string | undefined;
  #observer: ResizeObserver | undefined;
  #visible = false;
  /** The track the player was asked for, and the node to take that back from when the host has left the page. */
  #asked: { readonly track: string; readonly parent: Node } | undefined;

  /** @param select - entry path of the track that the host would show now; asked after every update */
  constructor(host: LitElement, select: () => string | undefined) {
    this.#host = host;
    this.#select = select;
    host.addController(this);
  }

  hostConnected(): void {
    this.#observer = new ResizeObserver(() => {
      this.#visible = this.#host.getClientRects().length > 0;
      this.hostUpdated();
    });
    this.#observer.observe(this.#host);
  }

  hostDisconnected(): void {
    this.#observer?.disconnect();
    this.#observer = undefined;
    this.#visible = false;
    this.#ask(undefined);
  }

  hostUpdated(): void {
    this.#ask(this.#visible ? this.#select() : undefined);
  }

  #ask(track: string | undefined): void {
    if (track === this.#asked?.track) return;
    const before = this.#asked;
    const parent = this.#host.parentNode;
    this.#asked = track === undefined || !parent ? undefined : { track, parent };
    // The new one first, so that a track which moves between two views is never without one.
    if (this.#asked)
      this.#host.dispatchEvent(createRequest('reprise-show-request', { track: this.#asked.track }));
    before?.parent.dispatchEvent(createRequest('reprise-hide-request', { track: before.track }));
  }
}
