import type { LitElement, ReactiveController } from 'lit';
import { createRequest } from '../../player/index.ts';

/**
 * Asks the player for the track that its host shows, and tells it when the host shows it no more: hidden, taken out
 * of the page, or showing another one. Tracks that nobody shows are not loaded.
 */
export class ShownTrackController implements ReactiveController {
  readonly #host: LitElement;
  readonly #track: () => string | undefined;
  #shown: string | undefined;
  /** Where the request went: after the host was taken out, what is left of it still leads to the player. */
  #path: readonly EventTarget[] = [];

  /** @param track - entry of the track to show now; `undefined` while there is none or the host is hidden */
  constructor(host: LitElement, track: () => string | undefined) {
    this.#host = host;
    this.#track = track;
    host.addController(this);
  }

  hostUpdated(): void {
    this.#show(this.#track());
  }

  hostConnected(): void {
    this.#host.requestUpdate();
  }

  hostDisconnected(): void {
    this.#show(undefined);
  }

  #show(track: string | undefined): void {
    if (track === this.#shown) return;
    if (this.#shown !== undefined) this.#hide(this.#shown);
    this.#shown = track;
    if (track === undefined) return;
    const request = createRequest('reprise-show-request', { track });
    // Nothing is left of the path once the event is through.
    this.#host.addEventListener(request.type, (event) => (this.#path = event.composedPath()), { once: true });
    this.#host.dispatchEvent(request);
  }

  #hide(track: string): void {
    const target = this.#path.find((node) => node instanceof Node && node.isConnected);
    target?.dispatchEvent(createRequest('reprise-hide-request', { track }));
  }
}
