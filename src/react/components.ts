/** Made of custom-elements.json by `npm run docs`: change the docstrings of the elements. */
import { wrap } from './wrap.ts';

/** Facts about a session. */
export const RepriseAbout = /* @__PURE__ */ wrap(
  'reprise-about',
  [],
  ['reprise-print-request', 'reprise-view-request'],
);

/** All changes, by file. */
export const RepriseAllChanges = /* @__PURE__ */ wrap(
  'reprise-all-changes',
  ['atEnd', 'layout', 'noWrap', 'ignoreSpaces', 'whole'],
  ['reprise-seek-request'],
);

/** What a jump came to, for assistive technology. */
export const RepriseAnnouncement = /* @__PURE__ */ wrap('reprise-announcement', [], []);

/** Diff of one change, as high as it is. */
export const RepriseChangeInPlace = /* @__PURE__ */ wrap('reprise-change-in-place', ['change'], []);

/** Changes, files and diffs. */
export const RepriseChanges = /* @__PURE__ */ wrap(
  'reprise-changes',
  ['hidden', 'empty'],
  ['reprise-show-request', 'reprise-hide-request', 'reprise-view-request'],
);

/** Menu of clocks. */
export const RepriseClockButton = /* @__PURE__ */ wrap('reprise-clock-button', [], ['reprise-clock-request']);

/** Highlighted block of code. */
export const RepriseCodeBlock = /* @__PURE__ */ wrap('reprise-code-block', ['code', 'language'], []);

/** Text of a file. */
export const RepriseCodeView = /* @__PURE__ */ wrap(
  'reprise-code-view',
  ['text', 'path', 'changed', 'newest', 'numbers', 'notes', 'noWrap', 'follow', 'inline'],
  ['reprise-seek-request'],
);

/** First page of a session. */
export const RepriseCover = /* @__PURE__ */ wrap(
  'reprise-cover',
  [],
  ['reprise-play-request', 'reprise-seek-request', 'reprise-step-request', 'reprise-view-request'],
);

/** Change at the playhead. */
export const RepriseCurrentChanges = /* @__PURE__ */ wrap(
  'reprise-current-changes',
  ['layout', 'noWrap', 'ignoreSpaces', 'whole'],
  ['reprise-seek-request', 'reprise-step-request'],
);

/** Unified or split diff of one file. */
export const RepriseDiffView = /* @__PURE__ */ wrap(
  'reprise-diff-view',
  [
    'patch',
    'path',
    'layout',
    'noWrap',
    'ignoreSpaces',
    'whole',
    'inline',
    'notes',
    'oldText',
    'loadOldText',
    'found',
  ],
  [],
);

/** Error message with a button to try again. */
export const RepriseErrorMessage = /* @__PURE__ */ wrap(
  'reprise-error-message',
  [],
  ['reprise-reload-request'],
);

/** Layout of a player that shows an excerpt. */
export const RepriseExcerpt = /* @__PURE__ */ wrap(
  'reprise-excerpt',
  ['panel', 'whole'],
  ['reprise-seek-request', 'reprise-whole-request'],
);

/** Tree of files. */
export const RepriseFileList = /* @__PURE__ */ wrap(
  'reprise-file-list',
  ['files', 'selected', 'opens'],
  ['reprise-file-select'],
);

/** Finding in a session. */
export const RepriseFind = /* @__PURE__ */ wrap(
  'reprise-find',
  [],
  ['reprise-seek-request', 'reprise-view-request'],
);

/** What is missing of a session. */
export const RepriseFindingsNote = /* @__PURE__ */ wrap('reprise-findings-note', [], []);

/** Full screen button. */
export const RepriseFullscreenButton = /* @__PURE__ */ wrap(
  'reprise-fullscreen-button',
  [],
  ['reprise-fullscreen-request'],
);

/** Title, find, facts and link. */
export const RepriseHeader = /* @__PURE__ */ wrap(
  'reprise-header',
  [],
  ['reprise-view-request', 'reprise-link-request'],
);

/** List of keyboard shortcuts. */
export const RepriseKeyList = /* @__PURE__ */ wrap('reprise-key-list', [], []);

/** Default layout of a player. */
export const RepriseLayout = /* @__PURE__ */ wrap('reprise-layout', ['bare'], ['reprise-view-request']);

/** Copy link button. */
export const RepriseLinkButton = /* @__PURE__ */ wrap('reprise-link-button', [], ['reprise-link-request']);

/** A note on a session. */
export const RepriseNote = /* @__PURE__ */ wrap('reprise-note', ['note', 'away'], ['reprise-seek-request']);

/** Turns of a session, to be filtered and picked. */
export const RepriseOutline = /* @__PURE__ */ wrap(
  'reprise-outline',
  [],
  ['reprise-seek-request', 'reprise-view-request'],
);

/** Image of an archive. */
export const ReprisePicture = /* @__PURE__ */ wrap('reprise-picture', ['path', 'label'], []);

/** Play/pause button. */
export const ReprisePlayButton = /* @__PURE__ */ wrap(
  'reprise-play-button',
  [],
  ['reprise-play-request', 'reprise-pause-request'],
);

/** Player of one archive. */
export const ReprisePlayer = /* @__PURE__ */ wrap(
  'reprise-player',
  [
    'theme',
    'controls',
    'hash',
    'resume',
    'poster',
    'panel',
    'whole',
    'translation',
    'event',
    'view',
    'linked',
    'pace',
    'src',
    'source',
    'key',
    'autoplay',
    'loading',
    'preload',
    'start',
    'from',
    'to',
    'defaultPlaybackRate',
    'currentTime',
    'sessionTime',
    'playbackRate',
    'loop',
    'clock',
    'volume',
    'muted',
  ],
  [
    'viewchange',
    'reprise-link-request',
    'reprise-fullscreen-request',
    'reprise-keys-request',
    'reprise-print-request',
    'reprise-play-request',
    'reprise-pause-request',
    'reprise-seek-request',
    'reprise-step-request',
    'reprise-view-request',
    'reprise-rate-request',
    'emptied',
    'loadstart',
    'durationchange',
    'loadedmetadata',
    'loadeddata',
    'canplay',
    'canplaythrough',
    'progress',
    'play',
    'playing',
    'pause',
    'timeupdate',
    'seeking',
    'seeked',
    'waiting',
    'ratechange',
    'clockchange',
    'ended',
    'error',
    'volumechange',
  ],
);

/** Menu of speeds. */
export const RepriseRateButton = /* @__PURE__ */ wrap('reprise-rate-button', [], ['reprise-rate-request']);

/** Text on demand. */
export const RepriseResourceText = /* @__PURE__ */ wrap('reprise-resource-text', ['label', 'load'], []);

/** Files at the playhead. */
export const RepriseSessionFiles = /* @__PURE__ */ wrap(
  'reprise-session-files',
  ['atEnd', 'blame', 'lines', 'layout', 'noWrap', 'ignoreSpaces', 'whole'],
  ['reprise-seek-request'],
);

/** Two resizable panes. */
export const RepriseSplit = /* @__PURE__ */ wrap(
  'reprise-split',
  ['orientation', 'share', 'only', 'label'],
  [],
);

/** A bar with a button that goes on at the same place. */
export const RepriseStallMessage = /* @__PURE__ */ wrap(
  'reprise-stall-message',
  [],
  ['reprise-retry-request'],
);

/** Button to the previous or next turn. */
export const RepriseStepButton = /* @__PURE__ */ wrap(
  'reprise-step-button',
  ['direction'],
  ['reprise-step-request'],
);

/** What of a prompt's changes survived. */
export const RepriseSurvivors = /* @__PURE__ */ wrap('reprise-survivors', ['turn'], ['reprise-view-request']);

/** Row of tabs. */
export const RepriseTabs = /* @__PURE__ */ wrap(
  'reprise-tabs',
  ['tabs', 'selected', 'label'],
  ['reprise-tab-select', 'reprise-tab-menu'],
);

/** The screen of a terminal. */
export const RepriseTerminal = /* @__PURE__ */ wrap(
  'reprise-terminal',
  ['track', 'fit', 'wrap', 'zoom', 'centered', 'hidden', 'screen', 'framed', 'theme'],
  ['reprise-show-request', 'reprise-hide-request', 'reprise-earlier-request'],
);

/** Terminals under a bar. */
export const RepriseTerminals = /* @__PURE__ */ wrap(
  'reprise-terminals',
  ['hidden', 'empty'],
  ['reprise-play-request', 'reprise-seek-request'],
);

/** Time display. */
export const RepriseTimeDisplay = /* @__PURE__ */ wrap('reprise-time-display', [], []);

/** Timeline and seek bar. */
export const RepriseTimeRange = /* @__PURE__ */ wrap(
  'reprise-time-range',
  [],
  ['reprise-seek-request', 'reprise-step-request'],
);

/** Conversation of a session. */
export const RepriseTranscript = /* @__PURE__ */ wrap(
  'reprise-transcript',
  ['track'],
  [
    'reprise-seek-request',
    'reprise-follow-request',
    'reprise-parts-request',
    'reprise-view-request',
    'reprise-link-request',
    'reprise-show-request',
    'reprise-hide-request',
  ],
);

/** Bar with everything that moves the playhead. */
export const RepriseTransport = /* @__PURE__ */ wrap(
  'reprise-transport',
  [],
  ['reprise-step-request', 'reprise-keys-request'],
);

/** Form for the passphrase of an encrypted session. */
export const RepriseUnlock = /* @__PURE__ */ wrap('reprise-unlock', [], ['reprise-unlock-request']);
