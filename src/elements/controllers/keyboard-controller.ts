import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { createRequest, type PlayerState, type PlayerStore } from '../../player/index.ts';
import { createViewRequest } from '../events.ts';
import { nextRate } from '../rate-button/rates.ts';

type Action = (state: PlayerState) => Event;

const by =
  (delta: number): Action =>
  () =>
    createRequest('reprise-seek-request', { by: delta });
const step =
  (to: 'turn' | 'change' | 'error', direction: 1 | -1): Action =>
  () =>
    createRequest('reprise-step-request', { to, direction });
const speed =
  (direction: 1 | -1): Action =>
  ({ rate }) =>
    createRequest('reprise-rate-request', { rate: nextRate(rate, direction) });
const toggle: Action = ({ paused }) =>
  paused ? createRequest('reprise-play-request') : createRequest('reprise-pause-request');

const ACTIONS: Readonly<Record<string, Action>> = {
  ' ': toggle,
  k: toggle,
  ArrowLeft: by(-5000),
  ArrowRight: by(5000),
  j: by(-10_000),
  l: by(10_000),
  Home: () => createRequest('reprise-seek-request', { position: 0 }),
  End: ({ duration }) => createRequest('reprise-seek-request', { position: duration }),
  '<': speed(-1),
  '>': speed(1),
  n: step('turn', 1),
  p: step('turn', -1),
  c: step('change', 1),
  C: step('change', -1),
  e: step('error', 1),
  E: step('error', -1),
  f: () => createViewRequest('reprise-fullscreen-request'),
  '?': () => createViewRequest('reprise-keys-request'),
};

/** Held down, these go on; a held toggle or step would race. */
const REPEATS: ReadonlySet<string> = new Set(['ArrowLeft', 'ArrowRight', 'j', 'l']);

/** Controls that have a use of their own for every key, or for the ones that press or move. */
const TYPING = 'input:not([type="range"]), textarea, select, [contenteditable], dialog';
const PRESSING = 'button, summary, a[href], [role="button"]';
const MOVING =
  '[role="tab"], [role="separator"], [role="tree"], [role="treeitem"], [role="listbox"], [role="grid"]';
const MOVING_KEYS: ReadonlySet<string> = new Set(['ArrowLeft', 'ArrowRight', 'Home', 'End']);

/**
 * The player's keys. It listens on its host only: keys count while something in the player has the focus, and never
 * when the focused control uses them itself.
 */
export class KeyboardController implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #store: PlayerStore;

  constructor(host: ReactiveControllerHost & HTMLElement, store: PlayerStore) {
    this.#host = host;
    this.#store = store;
    host.addController(this);
  }

  hostConnected(): void {
    this.#host.addEventListener('keydown', this.#onKeyDown);
  }

  hostDisconnected(): void {
    this.#host.removeEventListener('keydown', this.#onKeyDown);
  }

  readonly #onKeyDown = (event: KeyboardEvent): void => {
    const { key, repeat } = event;
    if (event.defaultPrevented || event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
    const action = ACTIONS[key] ?? tenth(key);
    const { state } = this.#store;
    if (!action || this.#isTaken(event) || (repeat && !REPEATS.has(key))) return;
    // The list of keys can be had at any time; the others need something to play.
    if (state.status !== 'ready' && key !== '?') return;
    event.preventDefault();
    this.#host.dispatchEvent(action(state));
  };

  /** Whether an element between the focus and the host has its own use for the key. */
  #isTaken(event: KeyboardEvent): boolean {
    for (const node of event.composedPath()) {
      if (node === this.#host) return false;
      if (!(node instanceof Element)) continue;
      if (node.matches(TYPING)) return true;
      if (event.key === ' ' && node.matches(PRESSING)) return true;
      if (MOVING_KEYS.has(event.key) && node.matches(MOVING)) return true;
    }
    return false;
  }
}

function tenth(key: string): Action | undefined {
  if (!/^[0-9]$/.test(key)) return undefined;
  return ({ duration }) =>
    createRequest('reprise-seek-request', { position: Math.round((duration * Number(key)) / 10) });
}
