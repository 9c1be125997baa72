import type { TemplateResult } from 'lit';

/** What drawing an item needs of the transcript around it: facts, what the reader has opened, and what he may ask. */
export interface ItemContext {
  /** Name of the agent, for people. */
  readonly agent: string;
  /** A session time (ms) in digits of the current clock, and in words. */
  readonly timeText: (time: number) => string;
  readonly timeTitle: (time: number) => string;
  /** Whether the reader (or nobody yet: then the default) has a part open; parts are named by the item's id. */
  readonly isOpen: (part: string, byDefault: boolean) => boolean;
  readonly setOpen: (part: string, open: boolean) => void;
  /** Moves the playhead to a session time, ms. */
  readonly seek: (time: number) => void;
  readonly copy: (text: string) => void;
  readonly copyLink: (moment: { readonly time: number; readonly event: string }) => void;
  /** Shows another transcript track in place of this one. */
  readonly follow: (track: string) => void;
  readonly trackTitle: (track: string) => string;
}

/** A text on the clipboard and what the button for it says. */
export interface Copyable {
  readonly label: string;
  readonly text: string;
}

/** What an item draws: its frame adds the heading and the buttons. */
export interface DrawnItem {
  readonly content: TemplateResult;
  readonly copyable?: Copyable;
}
