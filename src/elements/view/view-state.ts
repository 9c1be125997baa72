import type { FindMatching, Hit } from '../../player/index.ts';

/** What of the conversation is shown. */
export type StoryView = 'story' | 'code' | 'commands' | 'everything';

/** The views of the conversation, in the order in which they are offered. */
export const STORY_VIEWS: readonly StoryView[] = ['story', 'code', 'commands', 'everything'];

/** The item that the reader is at: on the reading line while paused, at the playhead while playing. */
export interface CurrentItem {
  /** Id of the item; links carry it. */
  readonly id: string;
  /** Session times of its first and of its last event, ms. */
  readonly time: number;
  readonly end: number;
  /** What it is, for whoever shows the evidence of it. */
  readonly kind: 'prompt' | 'message' | 'command' | 'change' | 'other';
  /** Call that it shows, where it is a tool's. */
  readonly toolCallId?: string;
}

/** Lines of a file at the end of the session. */
export interface LinesAtEnd {
  readonly path: string;
  /** First and last line of each stretch, counted from 1. */
  readonly ranges: readonly (readonly [number, number])[];
}

/** What is looked for in the session, and where it was found so far. */
export interface Findings {
  readonly query: string;
  /** Session times of the hits found so far, ms, ascending. */
  readonly times: readonly number[];
  /** Time of the hit that the reader is at. */
  readonly at: number | undefined;
  /** That hit; the same object until the reader goes to another one, or there once more. */
  readonly hit?: Hit;
  /** How the query is matched. */
  readonly matching?: FindMatching;
}

/**
 * How a viewer looks at a session: what the player itself does not know. One frozen value for each player element,
 * replaced when something changed, by `<reprise-player>` alone; elements ask for changes by `reprise-view-request`.
 */
export interface ViewState {
  /** What of the conversation is shown. */
  readonly view: StoryView;
  /** Scrolling the conversation moves the playhead. */
  readonly linked: boolean;
  /** The reader is at the top, where the cover stands: the evidence beside it is that of the whole session. */
  readonly atCover: boolean;
  readonly current: CurrentItem | undefined;
  /** Id of an event that a link or a hit leads to: what it lies in is opened. */
  readonly target: string | undefined;
  /** What stands in the left column, or in the sheet that takes its place where there is no room. */
  readonly column: 'outline' | 'find' | undefined;
  /** The one pane beside the story that has all the room; where one pane shows at a time, the one that does. */
  readonly large: 'terminal' | 'changes' | undefined;
  /** Lines that the reader wants to see, with who wrote them, until he asks for something else. */
  readonly lines: LinesAtEnd | undefined;
  /** Facts about the session are shown. */
  readonly about: boolean;
  /** Each answer says what it used: tokens, and money where the archive tells. */
  readonly usage: boolean;
  /** `undefined` while nothing is looked for. */
  readonly findings: Findings | undefined;
}

/** How a session is looked at before anybody has asked for anything. */
export const FIRST_VIEW: ViewState = Object.freeze({
  view: 'story',
  linked: true,
  atCover: true,
  current: undefined,
  target: undefined,
  column: undefined,
  large: undefined,
  lines: undefined,
  about: false,
  usage: false,
  findings: undefined,
} satisfies ViewState);
