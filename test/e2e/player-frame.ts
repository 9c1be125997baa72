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
 * Controls that are smaller than a side, or the box of whose label or row is. Links and buttons within a line of text are as high
 * as the line, as WCAG has it.
 */
export function smallTargets(page: Page, side: number): Promise<string[]> {
  return page.evaluate((least) => {
    const found: string[] = [];
    const isInText = (element: Element): boolean =>
      getComputedStyle(element).display === 'inline' ||
      element.closest('p, .who, .prose, code-block') !== null;
    const walk = (root: ParentNode): void => {
      for (const element of root.querySelectorAll('*')) {
        if (element.shadowRoot) walk(element.shadowRoot);
        if (!element.matches('button, select, summary, [role="tab"], a[href]')) continue;
        if (!element.checkVisibility({ visibilityProperty: true }) || isInText(element)) continue;
        const { width, height } = element.getBoundingClientRect();
        if (Math.min(width, height) >= least - 0.5 || width === 0) continue;
        const name = element.getAttribute('aria-label') ?? element.textContent.trim().slice(0, 30);
        const host = (element.getRootNode() as ShadowRoot).host?.localName;
        found.push(
          `${host} ${element.localName}.${element.className} “${name}” ${width.toFixed(0)} × ${height.toFixed(0)}`,
        );
      }
    };
    walk(document.querySelector('reprise-player')!.shadowRoot!);
    return found;
  }, side);
}
