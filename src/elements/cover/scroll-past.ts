/** Scrolls the list that an element begins, so that what follows the element stands at the top. The page stays. */
export function scrollPast(element: HTMLElement): void {
  const scroller = scrollerOf(element);
  if (!scroller) return;
  const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
  const by = element.getBoundingClientRect().bottom - scroller.getBoundingClientRect().top;
  scroller.scrollBy({ top: by, behavior: still ? 'instant' : 'smooth' });
}

/** The nearest element around this one that scrolls, across slots and shadow roots. */
function scrollerOf(element: Element): Element | undefined {
  for (let at: Node | null = parentOf(element); at; at = parentOf(at)) {
    if (at instanceof Element && /auto|scroll/u.test(getComputedStyle(at).overflowY)) return at;
  }
  return undefined;
}

function parentOf(node: Node): Node | null {
  if (node instanceof Element && node.assignedSlot) return node.assignedSlot;
  return node instanceof ShadowRoot ? node.host : node.parentNode;
}
