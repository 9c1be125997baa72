import { createRequest } from '../../player/index.ts';

/**
 * Asks the player for a track while an element shows it, and gives it up after: hidden tracks are not loaded.
 */
export class TrackVisibility {
  readonly #host: Element;
  /** Where the host was: its own events reach nobody once it has left the document. */
  #parent: Element | undefined;
  #entry: string | undefined;

  constructor(host: Element) {
    this.#host = host;
  }

  /** @param entry - path of the entry that is shown now; `undefined` for none */
  show(entry: string | undefined): void {
    if (entry === this.#entry) return;
    const parent = this.#host.parentNode;
    if (parent) this.#parent = parent instanceof ShadowRoot ? parent.host : (parent as Element);
    const from = parent ? this.#host : this.#parent;
    if (this.#entry !== undefined)
      from?.dispatchEvent(createRequest('reprise-hide-request', { track: this.#entry }));
    this.#entry = entry;
    if (entry !== undefined) from?.dispatchEvent(createRequest('reprise-show-request', { track: entry }));
  }
}
