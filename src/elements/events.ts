/**
 * What elements ask of the player element itself, beside the requests that go to the player: things of the page
 * (full screen, clipboard) and of the layout. They bubble and cross shadow roots; a page may cancel them.
 */

import type { PlayerRequests, PlayerRequestType } from '../player/index.ts';
import type { ViewState } from './view/view-state.ts';

/** Event type → its `detail`. */
export interface ViewRequests {
  'reprise-fullscreen-request': undefined;
  /** Copy a link to a moment; session time in ms, and the id of the event when the link is to an event. */
  'reprise-link-request': { readonly time: number; readonly event?: string };
  'reprise-keys-request': undefined;
  /** Print the page, with all of the conversation that is shown. */
  'reprise-print-request': undefined;
  /** Show the whole session in the place of an excerpt of it. */
  'reprise-whole-request': undefined;
  /** Look at the session in another way: the parts of the view that shall change. */
  'reprise-view-request': Partial<ViewState>;
}

/** Makes a view request; `detail` as `ViewRequests` says. */
export function createViewRequest<T extends keyof ViewRequests>(
  type: T,
  ...detail: ViewRequests[T] extends undefined ? [] : [ViewRequests[T]]
): CustomEvent<ViewRequests[T]> {
  const options = { bubbles: true, composed: true, cancelable: true };
  return new CustomEvent(type, { ...options, detail: detail[0] as ViewRequests[T] });
}

/** Events that tell rather than ask → the event. */
export interface ElementEvents {
  /** Another clock moves the playhead of a `<reprise-player>`. */
  clockchange: Event;
  /** Another view of the conversation is shown in a `<reprise-player>`. */
  viewchange: Event;
  /** The viewer picked a tab of a `<reprise-tabs>`; `detail` is its id. */
  'reprise-tab-select': CustomEvent<string>;
  /** The viewer pressed the selected tab of a `<reprise-tabs>`, which has more to choose from; `detail` is its id. */
  'reprise-tab-menu': CustomEvent<string>;
  /** The viewer picked a file of a `<reprise-file-list>`; `detail` is its path. */
  'reprise-file-select': CustomEvent<string>;
}

/** Type of a request → the event. */
type RequestEvents = { [Type in PlayerRequestType]: CustomEvent<PlayerRequests[Type]> };
type ViewRequestEvents = { [Type in keyof ViewRequests]: CustomEvent<ViewRequests[Type]> };

/** Every event that is fired by an element of ours and by no other: its type → the event. */
export type RepriseEventMap = RequestEvents & ViewRequestEvents & ElementEvents;

declare global {
  interface HTMLElementEventMap extends RequestEvents, ViewRequestEvents, ElementEvents {}
}
