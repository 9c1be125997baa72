/** Slots of the default layout: what stands in them replaces nothing. */
const SLOTS: ReadonlySet<string> = new Set(['actions', 'poster']);

/**
 * Whether the children of a player are a layout: a custom element is among them, ours or one of the page's that may
 * hold ours. All else is what browsers show where there are no scripts, as a link or a text.
 */
export function hasOwnLayout(player: Element): boolean {
  return [...player.children].some(
    (child) => !SLOTS.has(child.slot) && [child, ...child.querySelectorAll('*')].some(isCustom),
  );
}

function isCustom({ localName }: Element): boolean {
  return localName.includes('-');
}
