/** The first element in a host's shadow root that matches; a test that looks for what is not there is wrong. */
export function inside(host: Element | null, selector: string): HTMLElement {
  const found = host?.shadowRoot?.querySelector<HTMLElement>(selector);
  if (!found) throw new Error(`no ${selector} inside ${host?.localName ?? 'nothing'}`);
  return found;
}

/** All elements in a host's shadow root that match. */
export function allInside<E extends Element = HTMLElement>(host: Element | null, selector: string): E[] {
  return [...(host?.shadowRoot?.querySelectorAll<E>(selector) ?? [])];
}

/** Presses a key on the element, as a browser does: bubbling and across shadow roots. @returns not prevented */
export function press(element: Element, key: string, init: KeyboardEventInit = {}): boolean {
  return element.dispatchEvent(
    new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true, ...init }),
  );
}
