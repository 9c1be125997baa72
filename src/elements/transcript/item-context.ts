import type { TemplateResult } from 'lit';
import type { Cut, Manifest } from '../../format/index.ts';
import { createRequest, shortAgentName } from '../../player/index.ts';
import { copyText } from '../copy-text.ts';
import { createViewRequest } from '../events.ts';
import type { Language } from '../strings/language.ts';
import { transcriptStrings } from '../strings/transcript.ts';
import { timeText } from '../time-text.ts';
import type { OpenParts } from './open-parts.ts';

/** What drawing an item needs of the transcript around it: facts, what the reader has opened, and what he may ask. */
export interface ItemContext {
  /** Name of the agent, for people. */
  readonly agent: string;
  /** What is written around what was recorded. */
  readonly language: Language;
  /** Folder of the workspace, absolute, where it is known. */
  readonly root: string | undefined;
  /** The transcript is that of a subagent: what it was asked came from another agent. */
  readonly isChild: boolean;
  /** What the author took out of the session. */
  readonly cuts: readonly Cut[];
  /** The cover is another's: it is brought in a slot. */
  readonly hasCover: boolean;
  /** All there is must be drawn, as nobody can open or scroll anything: it is being printed. */
  readonly printing: boolean;
  /** Each answer says what it used. */
  readonly usage: boolean;
  /** Length of the session, ms. */
  readonly duration: number;
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
  /** What it is, for assistive technology. */
  readonly label: string;
  readonly copyable?: Copyable;
}

/** An item as it is drawn before it is known what to call it. */
export type UnlabelledItem = Omit<DrawnItem, 'label'>;

/** What a transcript says for a moment. */
export type Note = 'copied' | 'copyFailed';

/** What a transcript gives to the context of its items; facts are asked for when they are needed. */
export interface ContextSources {
  readonly manifest: () => Manifest | undefined;
  readonly language: () => Language;
  readonly isChild: () => boolean;
  readonly hasCover: () => boolean;
  readonly printing: () => boolean;
  readonly usage: () => boolean;
  /** A session time in the current clock, ms. */
  readonly positionOf: (time: number) => number;
  readonly parts: OpenParts;
  /** Something that items show has changed. */
  readonly changed: () => void;
  readonly follow: (track: string) => void;
  readonly request: (event: Event) => void;
  /** Shows a note for a moment. */
  readonly say: (note: Note) => void;
}

/** Makes the context of the items of one transcript. */
export function createItemContext(sources: ContextSources): ItemContext {
  const { manifest, language, isChild, printing, usage, positionOf, parts, changed, follow, request, say } =
    sources;
  return {
    get agent() {
      const agent = manifest()?.agent;
      return (agent && shortAgentName(agent)) || language().of(transcriptStrings).agent;
    },
    get language() {
      return language();
    },
    get root() {
      return manifest()?.workspace?.root;
    },
    get isChild() {
      return isChild();
    },
    get cuts() {
      return sources.manifest()?.cuts ?? [];
    },
    get hasCover() {
      return sources.hasCover();
    },
    get usage() {
      return usage();
    },
    get printing() {
      return printing();
    },
    get duration() {
      return manifest()?.duration ?? 0;
    },
    timeText: (time) => timeText(positionOf(time)),
    timeTitle: (time) => momentTitle(time, manifest()?.startedAt, language()),
    isOpen: (part, byDefault) => parts.isOpen(part, byDefault),
    setOpen: (part, open) => {
      if (parts.set(part, open)) changed();
    },
    seek: (time) => request(createRequest('reprise-seek-request', { time })),
    copy: (text) => void copyText(text).then((done) => say(done ? 'copied' : 'copyFailed')),
    copyLink: (moment) => request(createViewRequest('reprise-link-request', moment)),
    follow,
    trackTitle: (id) => {
      const track = manifest()?.tracks.find((each) => each.kind === 'transcript' && each.id === id);
      return track?.title ?? `${language().of(transcriptStrings).subagent} ${id}`;
    },
  };
}

function momentTitle(time: number, startedAt: string | undefined, language: Language): string {
  const start = Date.parse(startedAt ?? '');
  const session = language.of(transcriptStrings).sessionTime(timeText(time));
  return Number.isNaN(start) ? session : `${session}, ${language.dateTime(start + time)}`;
}
