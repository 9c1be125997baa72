import { ancestors } from './ancestors.ts';

/** The player that an element stands in, in whichever shadow tree. */
export function playerAround(element: Element): Element | undefined {
  for (const at of ancestors(element))
    if (at instanceof Element && at.localName === 'reprise-player') return at;
  return undefined;
}
