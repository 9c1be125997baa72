import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { createRequest } from '../../player/index.ts';

/** A story that is wider than this has its buttons at hand, CSS pixels. */
const WIDEST = 760;
/** A swipe is at least so long, px, at most so slow, ms, and so much more sideways than up or down. */
const SHORTEST = 60;
const SLOWEST = 600;
const STEEPEST = 2;

/** What has a use of its own for a finger that moves sideways. */
const MOVED = 'reprise-terminal, reprise-diff-view, reprise-time-range, input, select, textarea, dialog';

/**
 * Swiping sideways over a narrow story goes to the next turn or the one before. It only looks on: nothing that the browser
 * does with a finger is prevented, and nothing follows the finger.
 */
export class SwipeController implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  #start: PointerEvent | undefined;

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    this.#host.addEventListener('pointerdown', this.#onDown);
    this.#host.addEventListener('pointerup', this.#onUp);
    this.#host.addEventListener('pointercancel', this.#onCancel);
  }

  hostDisconnected(): void {
    this.#host.removeEventListener('pointerdown', this.#onDown);
    this.#host.removeEventListener('pointerup', this.#onUp);
    this.#host.removeEventListener('pointercancel', this.#onCancel);
  }

  readonly #onDown = (event: PointerEvent): void => {
    // A second finger makes it a pinch.
    this.#start = event.isPrimary && event.pointerType === 'touch' && isOnStory(event) ? event : undefined;
  };

  readonly #onCancel = (): void => {
    this.#start = undefined;
  };

  readonly #onUp = (event: PointerEvent): void => {
    const start = this.#start;
    this.#start = undefined;
    if (!start || start.pointerId !== event.pointerId) return;
    const [x, y] = [event.clientX - start.clientX, event.clientY - start.clientY];
    const isSwipe = Math.abs(x) >= SHORTEST && Math.abs(x) > STEEPEST * Math.abs(y);
    if (!isSwipe || event.timeStamp - start.timeStamp > SLOWEST) return;
    // What comes next lies where the text goes on: at the right, or at the left where it is read from there.
    const isForward = x < 0 === (getComputedStyle(this.#host).direction === 'ltr');
    const direction = isForward ? 1 : -1;
    this.#host.dispatchEvent(createRequest('reprise-step-request', { to: 'turn', direction }));
  };
}

/** Whether a finger came down on a narrow story, and on nothing in it that moves sideways itself. */
function isOnStory(event: Event): boolean {
  for (const node of event.composedPath()) {
    if (!(node instanceof HTMLElement)) continue;
    if (node.localName === 'reprise-transcript') return node.clientWidth <= WIDEST;
    if (node.matches(MOVED) || scrollsSideways(node)) return false;
  }
  return false;
}

function scrollsSideways(element: HTMLElement): boolean {
  if (element.scrollWidth <= element.clientWidth) return false;
  return ['auto', 'scroll'].includes(getComputedStyle(element).overflowX);
}
