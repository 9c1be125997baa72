import { ContextEvent } from '@lit/context';
import type { LitElement, ReactiveController } from 'lit';
import { createRequest } from '../../player/index.ts';
import { playerContext } from '../context.ts';

/**
 * Asks the player for the track that its host shows, and takes that back when the host shows it no more: it is hidden
 * or in a hidden pane, it has left the page, or it shows another track. Tracks that nobody shows are not loaded, and a
 * seek waits for those that somebody does.
 */
export class ShownTrackController implements ReactiveController {
  readonly #host: LitElement;
  readonly #select: () => string | undefined;
  #observer: ResizeObserver | undefined;
  /** The host has a box, as far as is known. */
  #visible = false;
  #shown: string | undefined;
  /** The element of the player that was asked: a host that has left the page does not reach it any more. */
  #asked: EventTarget | undefined;

  /** @param select - entry path of the track that the host shows now; asked after every update */
  constructor(host: LitElement, select: () => string | undefined) {
    this.#host = host;
    this.#select = select;
    host.addController(this);
  }

  hostConnected(): void {
    const observer = new ResizeObserver(() => {
      const hadBox = this.#hasBox();
      // With the next frame: what a track brings changes sizes, and those are being observed.
      requestAnimationFrame(() => {
        if (observer !== this.#observer) return;
        this.#visible = this.#hasBox();
        // Nobody is told of what comes back before it was observed to be gone: it is observed as something new.
        if (this.#visible !== hadBox) {
          observer.unobserve(this.#host);
          observer.observe(this.#host);
        }
        this.hostUpdated();
      });
    });
    this.#observer = observer;
    observer.observe(this.#host);
    this.#host.requestUpdate();
  }

  hostUpdated(): void {
    // The observer tells with the next frame: too late for the first paint, and never to a page in the background.
    this.#visible = !this.#host.hidden && (this.#visible || this.#hasBox());
    this.#show(this.#visible ? this.#select() : undefined, this.#host);
  }

  hostDisconnected(): void {
    this.#observer?.disconnect();
    this.#observer = undefined;
    this.#visible = false;
    this.#show(undefined, this.#asked);
  }

  #hasBox(): boolean {
    return this.#host.getClientRects().length > 0;
  }

  /** @param from - where a request that takes the last one back sets out */
  #show(track: string | undefined, from: EventTarget | undefined): void {
    const before = this.#shown;
    if (track === before) return;
    this.#shown = track;
    // The new one first, so that a track which moves between two views is never without one.
    if (track !== undefined) this.#host.dispatchEvent(createRequest('reprise-show-request', { track }));
    if (before !== undefined) from?.dispatchEvent(createRequest('reprise-hide-request', { track: before }));
    this.#asked = track === undefined ? undefined : playerElementAround(this.#host);
  }
}

/** The element that has the player for those inside it. */
function playerElementAround(element: Element): EventTarget | undefined {
  let found: EventTarget | null = null;
  const question = new ContextEvent(playerContext, element, () => (found = question.currentTarget));
  element.dispatchEvent(question);
  return found ?? undefined;
}
