/** Attributes of the elements, for the typings of the frameworks beside this file. */

export interface ReprisePlayerAttributes {
  /** Address of the archive. */
  src?: string;
  autoplay?: boolean;
  loop?: boolean;
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
}

export interface RepriseTerminalAttributes {
  /** Id of the terminal track; the session's first one by default. */
  track?: string;
  fit?: 'width' | 'both' | 'none';
}

export interface RepriseTranscriptAttributes {
  /** Id of the transcript track; `main` by default. */
  track?: string;
}

export interface RepriseStepButtonAttributes {
  direction?: 'previous' | 'next';
}

/** Tag → its attributes. */
export interface RepriseElementAttributes {
  'reprise-player': ReprisePlayerAttributes;
  'reprise-transcript': RepriseTranscriptAttributes;
  'reprise-terminal': RepriseTerminalAttributes;
  'reprise-terminals': object;
  'reprise-changes': object;
  'reprise-transport': object;
  'reprise-header': object;
  'reprise-play-button': object;
  'reprise-step-button': RepriseStepButtonAttributes;
  'reprise-time-display': object;
  'reprise-time-range': object;
  'reprise-clock-button': object;
  'reprise-rate-button': object;
  'reprise-chapter-list': object;
  'reprise-link-button': object;
  'reprise-fullscreen-button': object;
}
