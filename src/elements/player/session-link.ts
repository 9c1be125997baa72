import { parseClip } from '../../player/index.ts';
import { STORY_VIEWS } from '../view/view-state.ts';
import type { StoryView, ViewState } from '../view/view-state.ts';

/** What can stand open beside a session. */
const PANELS = ['outline', 'find', 'about'] as const;
type Panel = (typeof PANELS)[number];

/** Where a link leads to in a session, and how it is looked at there. What a link leaves open stays as it is. */
export interface SessionLink {
  /** Id of an event; it counts more than the time. */
  readonly event?: string;
  /** Session time, ms. */
  readonly time?: number;
  /** Session time at which what is played from `time` on stops, ms. */
  readonly end?: number;
  readonly view?: StoryView;
  readonly panel?: Panel;
}

/** A fragment of the page's address, as a player reads it. */
export interface LinkFragment {
  /** Id of the player that it is for; `undefined` where it names none. */
  readonly player: string | undefined;
  readonly link: SessionLink;
}

/**
 * Reads a URL's fragment: `#e=<event id>` or `#t=<time>` or `#t=<from>,<to>`, then `view=<view>` and
 * `panel=outline|find|about`, each behind a `&`; `#<player's id>:t=…` where a page has several players. Whatever else
 * stands in it is left alone.
 */
export function readFragment(hash: string): LinkFragment {
  const [, player, text = ''] = /^#?(?:([^=&:]+):(?=[a-z]+=))?(.*)$/su.exec(hash) ?? [];
  const values = new URLSearchParams(text);
  const event = values.get('e');
  const view = STORY_VIEWS.find((name) => name === values.get('view'));
  const panel = PANELS.find((name) => name === values.get('panel'));
  return {
    player: player === undefined ? undefined : decoded(player),
    link: {
      ...(event ? { event } : {}),
      ...parseClip(values.get('t') ?? ''),
      ...(view ? { view } : {}),
      ...(panel ? { panel } : {}),
    },
  };
}

/** Whether a link says anything. */
export function isLink(link: SessionLink): boolean {
  return Object.keys(link).length > 0;
}

/**
 * `address` with a fragment that says where the link leads to.
 *
 * @param player - id of the player that it is for, where the page has several
 */
export function linkTo(address: string, link: SessionLink, player?: string): string {
  const { event, time = 0, end, view, panel } = link;
  const until = end === undefined ? '' : `,${Math.ceil(end / 1000)}`;
  const place =
    event === undefined ? `t=${Math.floor(time / 1000)}${until}` : `e=${encodeURIComponent(event)}`;
  const parts = [place, ...(view ? [`view=${view}`] : []), ...(panel ? [`panel=${panel}`] : [])];
  const url = new URL(address);
  url.hash = `${player === undefined ? '' : `${encodeURIComponent(player)}:`}${parts.join('&')}`;
  return url.href;
}

/** How a session is looked at, as far as links carry it and it is not as at first. */
export function lookOf({ view, column, about }: ViewState): Pick<SessionLink, 'view' | 'panel'> {
  const panel = about ? 'about' : column;
  return { ...(view === 'story' ? {} : { view }), ...(panel === undefined ? {} : { panel }) };
}

/** The parts of the view that a link sets. */
export function viewOf({ view, panel }: SessionLink): Partial<ViewState> {
  return {
    ...(view === undefined ? {} : { view }),
    ...(panel === undefined
      ? {}
      : { about: panel === 'about', column: panel === 'about' ? undefined : panel }),
  };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
