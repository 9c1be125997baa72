/**
 * What elements ask of the player element itself, beside the requests that go to the player: things of the page
 * (full screen, clipboard) and of the layout. They bubble and cross shadow roots; a page may cancel them.
 */

/** Event type → its `detail`. */
export interface ViewRequests {
  'reprise-fullscreen-request': undefined;
  /** Copy a link to a moment; session time in ms, and the id of the event when the link is to an event. */
  'reprise-link-request': { readonly time: number; readonly event?: string };
  'reprise-keys-request': undefined;
  'reprise-chapters-request': undefined;
}

/** Makes a view request; `detail` as `ViewRequests` says. */
export function createViewRequest<T extends keyof ViewRequests>(
  type: T,
  ...detail: ViewRequests[T] extends undefined ? [] : [ViewRequests[T]]
): CustomEvent<ViewRequests[T]> {
  const options = { bubbles: true, composed: true, cancelable: true };
  return new CustomEvent(type, { ...options, detail: detail[0] as ViewRequests[T] });
}

declare global {
  interface HTMLElementEventMap {
    'reprise-fullscreen-request': CustomEvent<undefined>;
    'reprise-link-request': CustomEvent<ViewRequests['reprise-link-request']>;
    'reprise-keys-request': CustomEvent<undefined>;
    'reprise-chapters-request': CustomEvent<undefined>;
  }
}
