/** Attributes, properties and events of the elements, for the typings of the frameworks beside this file. */
import type {
  RepriseCodeBlock,
  RepriseCodeView,
  RepriseDiffView,
  RepriseEventMap,
  RepriseFileList,
  ReprisePicture,
  ReprisePlayer,
  RepriseResourceText,
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
  theme?: 'light' | 'dark' | 'auto';
  /** `none` leaves out the transport. */
  controls?: 'none';
  /** `none` requests nothing before playback is asked for. */
  preload?: 'none' | 'metadata' | 'auto';
  /** Follows `#t=` and `#e=` of the page's address. */
  hash?: boolean;
  /** Language of the interface, by default that of the page: `en` or `de`. */
  lang?: string;
}

export interface RepriseTerminalAttributes {
  /** Id of the terminal track; the session's first one by default. */
  track?: string;
  fit?: 'width' | 'both' | 'none';
  hidden?: boolean;
}

export interface RepriseTranscriptAttributes {
  /** Id of the transcript track; `main` by default. */
  track?: string;
}

export interface RepriseStepButtonAttributes {
  direction?: 'previous' | 'next';
}

/** A pane that is not loaded while it is hidden. */
export interface ReprisePaneAttributes {
  hidden?: boolean;
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

export interface RepriseTabsAttributes {
  /** Id of the selected tab. */
  selected?: string;
  /** Name of the row, for assistive technology. */
  label?: string;
}

export interface RepriseFileListAttributes {
  /** Path of the selected file. */
  selected?: string;
}

export interface RepriseDiffLayoutAttributes {
  layout?: 'unified' | 'split';
  'ignore-spaces'?: boolean;
}

export interface RepriseDiffViewAttributes extends RepriseDiffLayoutAttributes {
  /** Hunks as in `git diff`, without file header lines. */
  patch?: string;
  path?: string;
}

export interface RepriseCodeViewAttributes {
  text?: string;
  path?: string;
}

export interface RepriseCodeBlockAttributes {
  language?: string;
}

export interface ReprisePictureAttributes {
  label?: string;
}

/** Tag → its attributes. */
export interface RepriseElementAttributes {
  'reprise-all-changes': RepriseDiffLayoutAttributes;
  'reprise-changes': ReprisePaneAttributes;
  'reprise-chapter-list': object;
  'reprise-clock-button': object;
  'reprise-code-block': RepriseCodeBlockAttributes;
  'reprise-code-view': RepriseCodeViewAttributes;
  'reprise-current-changes': RepriseDiffLayoutAttributes;
  'reprise-diff-view': RepriseDiffViewAttributes;
  'reprise-error-message': object;
  'reprise-file-list': RepriseFileListAttributes;
  'reprise-find': object;
  'reprise-fullscreen-button': object;
  'reprise-header': object;
  'reprise-key-list': object;
  'reprise-layout': RepriseLayoutAttributes;
  'reprise-link-button': object;
  'reprise-picture': ReprisePictureAttributes;
  'reprise-play-button': object;
  'reprise-player': ReprisePlayerAttributes;
  'reprise-rate-button': object;
  'reprise-resource-text': object;
  'reprise-session-files': object;
  'reprise-split': RepriseSplitAttributes;
  'reprise-step-button': RepriseStepButtonAttributes;
  'reprise-tabs': RepriseTabsAttributes;
  'reprise-terminal': RepriseTerminalAttributes;
  'reprise-terminals': ReprisePaneAttributes;
  'reprise-time-display': object;
  'reprise-time-range': object;
  'reprise-transcript': RepriseTranscriptAttributes;
  'reprise-transport': object;
}

/** Tag → what can be set as a property alone; frameworks do that for a name that the element has. */
interface ElementProperties {
  'reprise-code-block': Pick<RepriseCodeBlock, 'code'>;
  'reprise-code-view': Pick<RepriseCodeView, 'changed'>;
  'reprise-diff-view': Pick<RepriseDiffView, 'oldText' | 'loadOldText'>;
  'reprise-file-list': Pick<RepriseFileList, 'files'>;
  'reprise-picture': Pick<ReprisePicture, 'path'>;
  'reprise-player': Pick<ReprisePlayer, 'source' | 'translation' | 'defaultPlaybackRate'>;
  'reprise-resource-text': Pick<RepriseResourceText, 'label' | 'load'>;
  'reprise-tabs': Pick<RepriseTabs, 'tabs'>;
  'reprise-terminal': Pick<RepriseTerminal, 'screen' | 'theme'>;
}

/** A tag of the elements. */
export type RepriseTag = keyof RepriseElementAttributes;

/** What can be given to an element, attributes and properties. */
export type RepriseProps<Tag extends RepriseTag> = RepriseElementAttributes[Tag] &
  (Tag extends keyof ElementProperties ? Partial<ElementProperties[Tag]> : object);

/** Listeners as attributes, for the events that are ours alone: `onreprise-seek-request`, `onclockchange`. */
export type RepriseListeners = {
  [Type in keyof RepriseEventMap as `on${Type}`]?: (event: RepriseEventMap[Type]) => void;
};
