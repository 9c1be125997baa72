import type { LitElement } from 'lit';
import type { DocumentScroller } from './document-scroller.ts';

/** What the keys of a focused row do: how many rows on. */
const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };
const CONTROLS = 'a, button, summary, input, select, textarea';

/** Whose rows are walked. */
export interface RowNavigationOptions {
  readonly scroll: DocumentScroller;
  /** The reader has gone to a row, by its index; the host shows it. */
  readonly onChoose: (index: number) => void;
}

/** Goes from row to row with pointer and keys: one row has the focus, and one is under the pointer or has it in it. */
export class RowNavigation {
  readonly #host: LitElement;
  readonly #options: RowNavigationOptions;
  #active: string | undefined;
  #focused: string | undefined;

  constructor(host: LitElement, options: RowNavigationOptions) {
    this.#host = host;
    this.#options = options;
  }

  /** Key of the row under the pointer or with the focus in it: it has its buttons. */
  get active(): string | undefined {
    return this.#active;
  }

  /** Key of the row that had the focus last. */
  get focused(): string | undefined {
    return this.#focused;
  }

  /** Other rows: nobody has been at any. */
  forget(): void {
    this.#focused = undefined;
  }

  /** Listener for what a reader scrolls with. */
  readonly onIntent = (): void => this.#options.scroll.onIntent();

  readonly onPointerDown = (event: PointerEvent): void => {
    this.onIntent();
    const key = keyOf(event);
    if (key !== undefined) this.#options.scroll.hold(key);
  };

  /** Listener for pointers and the focus that come to a row. */
  readonly onEnter = (event: Event): void => {
    const key = keyOf(event);
    if (key === undefined) return;
    if (event.type === 'focusin') this.#focused = key;
    this.#activate(key);
  };

  readonly onLeave = (): void => {
    this.#activate(this.#host.renderRoot.querySelector('.row:focus-within') ? this.#focused : undefined);
  };

  /** A row that is clicked beside its controls is chosen; selecting text is no click. */
  readonly onClick = (event: Event): void => {
    const key = keyOf(event);
    if (key === undefined || !window.getSelection()?.isCollapsed) return;
    const isControl = event.composedPath().some((node) => node instanceof Element && node.matches(CONTROLS));
    if (!isControl) this.#options.onChoose(this.#options.scroll.heights.indexOf(key));
  };

  /** Arrow keys go from row to row while a row itself has the focus; Enter chooses it. */
  readonly onKey = (event: KeyboardEvent): void => {
    const row = event.target as HTMLElement;
    if (!row.matches('.row')) return;
    const index = this.#options.scroll.heights.indexOf(row.dataset['key']);
    const step = STEPS[event.key] ?? 0;
    if (event.key === 'Enter') this.#options.onChoose(index);
    else if (step !== 0) void this.#focus(index + step);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  async #focus(index: number): Promise<void> {
    const { scroll, onChoose } = this.#options;
    const key = scroll.heights.rows[index]?.key;
    if (key === undefined) return;
    this.#focused = key;
    scroll.reveal(index);
    onChoose(index);
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    Array.from(this.#host.renderRoot.querySelectorAll<HTMLElement>('.row'))
      .find(({ dataset }) => dataset['key'] === key)
      ?.focus({ preventScroll: true });
  }

  #activate(key: string | undefined): void {
    if (key === this.#active) return;
    this.#active = key;
    this.#host.requestUpdate();
  }
}

/** Key of the row that an event happened in. */
function keyOf(event: Event): string | undefined {
  const row = event.composedPath().find((node) => node instanceof HTMLElement && node.matches('.row'));
  return (row as HTMLElement | undefined)?.dataset['key'];
}
