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

function* updatingElements(root: ParentNode): Iterable<UpdatingElement> {
  if (root instanceof Element && root.shadowRoot) yield* updatingElements(root.shadowRoot);
  for (const element of root.querySelectorAll('*')) {
    const { updateComplete } = element as Partial<UpdatingElement>;
    if (updateComplete instanceof Promise) yield element as Element & UpdatingElement;
    if (element.shadowRoot) yield* updatingElements(element.shadowRoot);
  }
}
