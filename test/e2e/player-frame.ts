import type { Page } from 'puppeteer-core';

/** Controls that stick out of the player or are cut by a box that cannot be scrolled; a page that is too wide. */
export function outside(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth > clientWidth) found.push(`the page is ${scrollWidth - clientWidth} px too wide`);
    const parentOf = (node: Element): Element | undefined => {
      const parent = node.assignedSlot ?? node.parentNode;
      return (parent instanceof ShadowRoot ? parent.host : parent) as Element | undefined;
    };
    const check = (control: Element): void => {
      const box = control.getBoundingClientRect();
      for (let at = parentOf(control); at && at !== document.body; at = parentOf(at)) {
        const { overflowX, position } = getComputedStyle(at);
        if (overflowX === 'auto' || overflowX === 'scroll') return;
        const cuts = overflowX === 'hidden' || overflowX === 'clip' || at.localName === 'reprise-player';
        const frame = at.getBoundingClientRect();
        if (cuts && (box.left < frame.left - 1 || box.right > frame.right + 1))
          return void found.push(
            `${control.localName} “${control.ariaLabel ?? control.textContent.trim()}” by ${at.localName}.${at.className}`,
          );
        if (position === 'fixed') return;
      }
    };
    const walk = (root: ParentNode): void => {
      for (const element of root.querySelectorAll('*')) {
        if (element.shadowRoot) walk(element.shadowRoot);
        if (
          element.matches('button, select, input, [role="tab"], a') &&
          element.checkVisibility({ visibilityProperty: true })
        )
          if (!element.closest('.scrim, .visually-hidden')) check(element);
      }
    };
    walk(document.querySelector('reprise-player')!.shadowRoot!);
    return found;
  });
}

/**
 * Controls that a finger does not hit within a square of this side around their middle, CSS px. Links and buttons within a line of
 * text are as high as the line, as WCAG 2.5.5 has it.
 */
export function smallTargets(page: Page, side: number): Promise<string[]> {
  return page.evaluate((least) => {
    const found: string[] = [];
    const isInText = (element: Element): boolean =>
      getComputedStyle(element).display === 'inline' ||
      element.matches('.time, .link, .note, .open') ||
      element.closest('p, .around, .scrim, aside.hidden') !== null;
    const isCut = (element: Element): boolean => {
      const { top, bottom } = element.getBoundingClientRect();
      for (let at: Node | null = element; at; at = at instanceof ShadowRoot ? at.host : at.parentNode) {
        if (!(at instanceof Element) || getComputedStyle(at).overflowY === 'visible') continue;
        const frame = at.getBoundingClientRect();
        if (top < frame.top || bottom > frame.bottom) return true;
      }
      return false;
    };
    const hitAt = (x: number, y: number): Element[] => {
      const path: Element[] = [];
      let root: DocumentOrShadowRoot = document;
      for (;;) {
        const hit: Element | null = root.elementFromPoint(x, y);
        if (!hit || path.includes(hit)) return path;
        path.push(hit);
        if (!hit.shadowRoot) return path;
        root = hit.shadowRoot;
      }
    };
    const isHit = (element: Element, x: number, y: number): boolean =>
      hitAt(x, y).some((hit) => element.contains(hit) || (hit.matches('label') && hit.contains(element)));
    const walk = (root: ParentNode): void => {
      for (const element of root.querySelectorAll('*')) {
        if (element.shadowRoot) walk(element.shadowRoot);
        if (!element.matches('button, select, summary, [role="tab"], a[href]')) continue;
        if (!element.checkVisibility({ visibilityProperty: true }) || isInText(element)) continue;
        const { left, right, top, bottom } = element.getBoundingClientRect();
        const [x, y] = [(left + right) / 2, (top + bottom) / 2];
        // What is scrolled away in part, or has something over it, is none now.
        if (!isHit(element, x, y) || isCut(element)) continue;
        // The handle between two panes reaches 4 px over what stands beside it.
        const reach = least / 2 - 3;
        const misses = [
          [-reach, 0],
          [reach, 0],
          [0, -reach],
          [0, reach],
        ].filter(([dx, dy]) => !isHit(element, x + dx!, y + dy!));
        const over = misses.map(([dx, dy]) => hitAt(x + dx!, y + dy!).at(-1));
        // It is scrolled under the prompt that stands above the view, in part.
        if (over.every((hit) => hit?.matches('.prompt-above'))) continue;
        const name = element.getAttribute('aria-label') ?? element.textContent.trim().slice(0, 30);
        const host = (element.getRootNode() as ShadowRoot).host.localName;
        found.push(
          `${host} ${element.localName}.${element.className} “${name}” ${right - left} × ${bottom - top}, below ${over.map((hit) => `${hit?.localName}.${hit?.className}`).join()}`,
        );
      }
    };
    walk(document.querySelector('reprise-player')!.shadowRoot!);
    return found;
  }, side);
}
