import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { PlayerStore } from '../../player/index.ts';
import type { ReadableView } from '../view/view-store.ts';
import { actionOf, find, print, type KeyAction } from './key-bindings.ts';

/** Keys that browsers have with Ctrl or ⌘ for what the player knows more about. */
const BROWSER_KEYS: Readonly<Record<string, KeyAction>> = { f: find, p: print };

/** Held down, these go on; a held toggle or jump would race. */
const REPEATS: ReadonlySet<string> = new Set(['ArrowLeft', 'ArrowRight', 'j', 'l', ',', '.']);

/** Controls that have a use of their own for every key, or for the ones that press or move. */
const TYPING = 'input:not([type="range"]), textarea, select, [contenteditable], dialog';
const PRESSING = 'button, summary, a[href], [role="button"]';
const MOVING =
  '[role="tab"], [role="separator"], [role="tree"], [role="treeitem"], [role="listbox"], [role="grid"]';
const MOVING_KEYS: ReadonlySet<string> = new Set(['ArrowLeft', 'ArrowRight', 'Home', 'End']);

/**
 * The player's keys. It listens on its host only: keys count while something in the player has the focus, and never
 * when the focused control uses them itself or when they are the browser's.
 */
export class KeyboardController implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #store: PlayerStore;
  readonly #view: ReadableView;

  constructor(host: ReactiveControllerHost & HTMLElement, store: PlayerStore, view: ReadableView) {
    this.#host = host;
    this.#store = store;
    this.#view = view;
    host.addController(this);
  }

  hostConnected(): void {
    this.#host.addEventListener('keydown', this.#onKeyDown);
  }

  hostDisconnected(): void {
    this.#host.removeEventListener('keydown', this.#onKeyDown);
  }

  readonly #onKeyDown = (event: KeyboardEvent): void => {
    const { key, repeat, shiftKey: shift } = event;
    if (event.defaultPrevented || event.isComposing || (repeat && !REPEATS.has(key))) return;
    const action = this.#actionFor(event);
    const { state } = this.#store;
    // The list of keys can be had at any time; the others need something to play.
    if (!action || (state.status !== 'ready' && key !== '?')) return;
    const request = action({ state, view: this.#view.state, shift });
    if (!request) return;
    event.preventDefault();
    this.#host.dispatchEvent(request);
  };

  #actionFor(event: KeyboardEvent): KeyAction | undefined {
    if (isBrowserKey(event)) {
      // Pressed once more, it is the browser's own find.
      const isAgain = event.key === 'f' && this.#view.state.column === 'find';
      return isAgain ? undefined : BROWSER_KEYS[event.key];
    }
    return isPlain(event) && !this.#isTaken(event) ? actionOf(event.key) : undefined;
  }

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

/** With Ctrl, or with ⌘. */
function isBrowserKey({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): boolean {
  return Object.hasOwn(BROWSER_KEYS, key) && ctrlKey !== metaKey && !altKey && !shiftKey;
}

/** Without what makes it a key of the browser or of the system. */
function isPlain(event: KeyboardEvent): boolean {
  const { key, ctrlKey, metaKey, altKey } = event;
  // On many keyboards brackets are typed with AltGr or Option.
  const isTyped = (key === '[' || key === ']') && (altKey || event.getModifierState('AltGraph'));
  return isTyped ? !metaKey : !ctrlKey && !metaKey && !altKey;
}
