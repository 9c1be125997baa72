interface UpdatingElement {
  readonly isUpdatePending: boolean;
  readonly updateComplete: Promise<boolean>;
}

/**
 * Resolves when every Lit element under `root`, across shadow roots, has rendered what it knows.
 *
 * An element may render others, so it looks again until nobody has anything left to do. O(elements) a look.
 */
export async function rendered(root: ParentNode): Promise<void> {
  for (let pending = true; pending;) {
    pending = false;
    for (const element of updatingElements(root)) {
      pending ||= element.isUpdatePending;
      // False when the update asked for another one.
      pending = !(await element.updateComplete) || pending;
    }
  }
}

/** Without most of what is in a page: elements that hold text and drawings, which never update or have a shadow root. */
const NOT_PLAIN = ':not(div, span, p, b, code, button, svg, path, i, article, section, slot, tr, td)';

function* updatingElements(root: ParentNode): Iterable<UpdatingElement> {
  if (root instanceof Element && root.shadowRoot) yield* updatingElements(root.shadowRoot);
  // What a page puts into its own layout may be anything.
  for (const element of root.querySelectorAll(root instanceof ShadowRoot ? NOT_PLAIN : '*')) {
    const { updateComplete } = element as Partial<UpdatingElement>;
    if (updateComplete instanceof Promise) yield element as Element & UpdatingElement;
    if (element.shadowRoot) yield* updatingElements(element.shadowRoot);
  }
}
