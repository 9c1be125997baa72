/** Attributes, properties and events of the elements, for the typings of the frameworks beside this file. */
import type {
  RepriseChangeInPlace,
  RepriseCodeBlock,
  RepriseCodeView,
  RepriseDiffView,
  RepriseEventMap,
  RepriseFileList,
  RepriseNote,
  ReprisePicture,
  ReprisePlayer,
  RepriseResourceText,
  RepriseSessionFiles,
  RepriseTabs,
  RepriseTerminal,
} from '../dist/elements/index.js';

export interface ReprisePlayerAttributes {
  /** Address of the archive. */
  src?: string;
  autoplay?: boolean;
  loop?: boolean;
  muted?: boolean;
  /** Where to begin: session time in seconds, or as `6:41`. */
  start?: string | number;
  clock?: 'reading' | 'active' | 'wall';
  theme?: 'light' | 'dark' | 'auto' | 'contrast' | 'classic';
  /** `none` leaves out the transport. */
  controls?: 'none';
  /** `none` requests nothing before playback is asked for, `metadata` only what the cover needs. */
  preload?: 'none' | 'metadata' | 'auto';
  /** `lazy` loads nothing before the player is near to what can be seen. */
  loading?: 'eager' | 'lazy';
  /** Address of a picture that stands for the session with `preload="none"`. */
  poster?: string;
  /** Shows an excerpt that begins here: a session time, or the id of an event. */
  from?: string | number;
  /** Where the excerpt ends; by default with the turn that it begins in. */
  to?: string | number;
  /** What an excerpt shows. */
  panel?: 'conversation' | 'terminal' | 'changes';
  /** Address of a page with the whole session, for an excerpt. */
  whole?: string;
  /** Follows `#t=`, `#e=`, `view=` and `panel=` of the page's address. */
  hash?: boolean;
  /** Goes on where the viewer left the session, in this browser. */
  resume?: boolean;
  /** What of the conversation is shown. */
  view?: 'story' | 'code' | 'commands' | 'everything';
  /** `no`: scrolling the conversation leaves the playhead where it is. */
  linked?: 'no';
  /** Words a minute that the reading clock allows for. */
  pace?: number | string;
  /** Language of the interface, by default that of the page: `en` or `de`. */
  lang?: string;
}

export interface RepriseTerminalAttributes {
  /** Id of the terminal track; the session's first one by default. */
  track?: string;
  fit?: 'width' | 'both' | 'all' | 'none';
  /** Whether lines are laid out anew to the width; `auto` does so for terminals made from tool calls. */
  wrap?: 'auto' | 'always' | 'never';
  /** How much larger than it would be the text is. */
  zoom?: number | string;
  /** The screen stands in the middle, with an edge around it. */
  centered?: boolean;
  hidden?: boolean;
}

export interface RepriseTranscriptAttributes {
  /** Id of the transcript track; `main` by default. */
  track?: string;
}

export interface RepriseStepButtonAttributes {
  direction?: 'previous' | 'next';
}

export interface RepriseExcerptAttributes {
  /** What is shown; by default what the session shows first. */
  panel?: 'conversation' | 'terminal' | 'changes';
  /** Address of a page with the whole session. */
  whole?: string;
}

/** A pane that is not loaded while it is hidden. */
export interface ReprisePaneAttributes {
  hidden?: boolean;
}

export interface RepriseEvidenceAttributes extends ReprisePaneAttributes {
  /** Set by the element while there is nothing to show yet. */
  empty?: boolean;
}

export interface RepriseLayoutAttributes {
  /** Leaves out the transport. */
  bare?: boolean;
}

export interface RepriseSplitAttributes {
  orientation?: 'columns' | 'rows';
  /** Share of the first pane, 0.2 … 0.8. */
  share?: number | string;
  /** Shows one pane alone. */
  only?: 'start' | 'end';
  /** Name of the line between the panes, for assistive technology. */
  label?: string;
}

export interface RepriseNoteAttributes {
  /** It stands away from what it is about: its time leads there. */
  away?: boolean;
}

export interface RepriseTabsAttributes {
  /** Id of the selected tab. */
  selected?: string;
  /** Name of the row, for assistive technology. */
  label?: string;
}

export interface RepriseFileListAttributes {
  /** Path of the selected file. */
  selected?: string;
  /** The selected file opens in place. */
  opens?: boolean;
}

export interface RepriseDiffLayoutAttributes {
  layout?: 'unified' | 'split';
  'no-wrap'?: boolean;
  'ignore-spaces'?: boolean;
  whole?: boolean;
}

export interface RepriseAllChangesAttributes extends RepriseDiffLayoutAttributes {
  /** Shows the whole session, wherever the playhead is. */
  'at-end'?: boolean;
}

export interface RepriseSessionFilesAttributes extends RepriseAllChangesAttributes {
  blame?: boolean;
}

export interface RepriseDiffViewAttributes extends RepriseDiffLayoutAttributes {
  /** Hunks as in `git diff`, without file header lines. */
  patch?: string;
  path?: string;
  /** As high as its rows: it scrolls with what is around it. */
  inline?: boolean;
}

export interface RepriseCodeViewAttributes {
  text?: string;
  path?: string;
  'no-wrap'?: boolean;
  follow?: boolean;
  /** As high as its lines: it scrolls with what is around it. */
  inline?: boolean;
}

export interface RepriseCodeBlockAttributes {
  language?: string;
}

export interface ReprisePictureAttributes {
  label?: string;
}

/** Attributes of `<reprise-survivors>`. */
export interface RepriseSurvivorsAttributes {
  /** Id of the turn. */
  turn?: string;
}

/** Tag → its attributes. */
export interface RepriseElementAttributes {
  'reprise-about': object;
  'reprise-all-changes': RepriseAllChangesAttributes;
  'reprise-announcement': object;
  'reprise-change-in-place': object;
  'reprise-changes': RepriseEvidenceAttributes;
  'reprise-clock-button': object;
  'reprise-code-block': RepriseCodeBlockAttributes;
  'reprise-code-view': RepriseCodeViewAttributes;
  'reprise-cover': object;
  'reprise-current-changes': RepriseDiffLayoutAttributes;
  'reprise-diff-view': RepriseDiffViewAttributes;
  'reprise-error-message': object;
  'reprise-excerpt': RepriseExcerptAttributes;
  'reprise-findings-note': object;
  'reprise-stall-message': object;
  'reprise-file-list': RepriseFileListAttributes;
  'reprise-find': object;
  'reprise-fullscreen-button': object;
  'reprise-header': object;
  'reprise-key-list': object;
  'reprise-layout': RepriseLayoutAttributes;
  'reprise-link-button': object;
  'reprise-note': RepriseNoteAttributes;
  'reprise-outline': object;
  'reprise-picture': ReprisePictureAttributes;
  'reprise-play-button': object;
  'reprise-player': ReprisePlayerAttributes;
  'reprise-rate-button': object;
  'reprise-resource-text': object;
  'reprise-session-files': RepriseSessionFilesAttributes;
  'reprise-split': RepriseSplitAttributes;
  'reprise-step-button': RepriseStepButtonAttributes;
  'reprise-survivors': RepriseSurvivorsAttributes;
  'reprise-tabs': RepriseTabsAttributes;
  'reprise-terminal': RepriseTerminalAttributes;
  'reprise-terminals': RepriseEvidenceAttributes;
  'reprise-time-display': object;
  'reprise-time-range': object;
  'reprise-transcript': RepriseTranscriptAttributes;
  'reprise-transport': object;
  'reprise-unlock': object;
}

/** Tag → what can be set as a property alone; frameworks do that for a name that the element has. */
interface ElementProperties {
  'reprise-change-in-place': Pick<RepriseChangeInPlace, 'change'>;
  'reprise-code-block': Pick<RepriseCodeBlock, 'code'>;
  'reprise-code-view': Pick<RepriseCodeView, 'changed' | 'newest' | 'numbers' | 'notes'>;
  'reprise-diff-view': Pick<RepriseDiffView, 'found' | 'loadOldText' | 'notes' | 'oldText'>;
  'reprise-file-list': Pick<RepriseFileList, 'files'>;
  'reprise-note': Pick<RepriseNote, 'note'>;
  'reprise-picture': Pick<ReprisePicture, 'path'>;
  // Not `key`, which is the framework's own in most templates, and not what moves while a session plays.
  'reprise-player': Pick<
    ReprisePlayer,
    'defaultPlaybackRate' | 'playbackRate' | 'source' | 'translation' | 'volume'
  >;
  'reprise-resource-text': Pick<RepriseResourceText, 'label' | 'load'>;
  'reprise-session-files': Pick<RepriseSessionFiles, 'lines'>;
  'reprise-tabs': Pick<RepriseTabs, 'tabs'>;
  'reprise-terminal': Pick<RepriseTerminal, 'framed' | 'screen' | 'theme'>;
}

/** A tag of the elements. */
export type RepriseTag = keyof RepriseElementAttributes;

/** What can be given to an element, attributes and properties. */
export type RepriseProps<Tag extends RepriseTag> = RepriseElementAttributes[Tag] &
  (Tag extends keyof ElementProperties ? Partial<ElementProperties[Tag]> : object);

/** Tag → what can be given to it. */
export type ReprisePropsByTag = { [Tag in RepriseTag]: RepriseProps<Tag> };

/** Listeners as attributes, for the events that are ours alone: `onreprise-seek-request`, `onclockchange`. */
export type RepriseListeners = {
  [Type in keyof RepriseEventMap as `on${Type}`]?: (event: RepriseEventMap[Type]) => void;
};

/** Types of the events that `<reprise-player>` has in common with media. */
export type RepriseMediaEvent =
  | 'canplay'
  | 'canplaythrough'
  | 'durationchange'
  | 'emptied'
  | 'ended'
  | 'error'
  | 'loadeddata'
  | 'loadedmetadata'
  | 'loadstart'
  | 'pause'
  | 'play'
  | 'playing'
  | 'progress'
  | 'ratechange'
  | 'seeked'
  | 'seeking'
  | 'timeupdate'
  | 'volumechange'
  | 'waiting';

/** Listeners for the events of media by their own names, where a framework has other spellings for its own elements. */
export type RepriseMediaListeners = {
  [Type in RepriseMediaEvent as `on${Type}`]?: (event: HTMLElementEventMap[Type]) => void;
};
