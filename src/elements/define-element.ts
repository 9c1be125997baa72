/**
 * Registers an element, unless its tag is taken already or there is no page to register it with, as in a server.
 */
export function defineElement<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  element: new () => HTMLElementTagNameMap[Tag],
): void {
  const registry = globalThis.customElements as CustomElementRegistry | undefined;
  if (registry && !registry.get(tag)) registry.define(tag, element);
}
