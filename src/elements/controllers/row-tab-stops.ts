import type { LitElement, ReactiveController } from 'lit';

/** What the tab key reaches by itself. */
const REACHED = 'a[href], button, summary, input, select, textarea, [tabindex]';

/**
 * Makes a long list one stop of the tab key: what stands in its rows is reached from the row that has the focus, and from
 * no other. Rows are the elements in the host that match a selector; the host gives one of them `tabindex="0"`.
 */
export class RowTabStops implements ReactiveController {
  readonly #host: LitElement;
  readonly #rows: string;
  /** What was taken out of the order of tabs → the `tabindex` that it had. */
  readonly #before = new WeakMap<Element, string | null>();

  /** @param rows - selector of a row */
  constructor(host: LitElement, rows: string) {
    this.#host = host;
    this.#rows = rows;
    host.addController(this);
  }

  hostConnected(): void {
    this.#host.addEventListener('focusin', this.#apply);
    this.#host.addEventListener('focusout', this.#onBlur);
  }

  hostDisconnected(): void {
    this.#host.removeEventListener('focusin', this.#apply);
    this.#host.removeEventListener('focusout', this.#onBlur);
  }

  hostUpdated(): void {
    this.#apply();
  }

  readonly #onBlur = ({ relatedTarget }: FocusEvent): void => {
    // Within the host, what gets the focus tells of it.
    if (relatedTarget !== this.#host) queueMicrotask(this.#apply);
  };

  readonly #apply = (): void => {
    for (const row of this.#host.renderRoot.querySelectorAll(this.#rows)) {
      const isOpen = row.matches(':focus-within');
      for (const element of row.querySelectorAll('*')) {
        // The shadow tree of an element that is skipped is skipped with it.
        if (!element.shadowRoot && !element.matches(REACHED)) continue;
        if (isOpen) this.#open(element);
        else this.#shut(element);
      }
    }
  };

  #shut(element: Element): void {
    if (this.#before.has(element) || element.getAttribute('tabindex') === '-1') return;
    this.#before.set(element, element.getAttribute('tabindex'));
    element.setAttribute('tabindex', '-1');
  }

  #open(element: Element): void {
    const before = this.#before.get(element);
    if (before === undefined) return;
    this.#before.delete(element);
    if (before === null) element.removeAttribute('tabindex');
    else element.setAttribute('tabindex', before);
  }
}
