import { css } from 'lit';

/**
 * On paper: the story alone, on as many pages as it takes, its cards as they are open. One sheet for all that stands
 * around the story, each part of it in its own shadow tree: whatever has the height of the screen gets that of its text.
 */
export const printStyles = css`
  @media print {
    :host {
      position: static !important;
      block-size: auto !important;
      overflow: visible !important;
      container-type: normal !important;
    }
    .layout,
    .body,
    .panes,
    .panes > *,
    .split,
    .frame,
    .scroller,
    .document,
    section,
    section > reprise-transcript {
      display: block !important;
      position: static !important;
      block-size: auto !important;
      min-block-size: 0 !important;
      overflow: visible !important;
    }
    /* The story goes without its evidence, and without what is pressed. */
    reprise-header,
    reprise-transport,
    reprise-tabs,
    reprise-about,
    :has(> reprise-transcript:not([hidden])) ~ [slot='end'],
    [role='separator'],
    .views,
    .bar,
    .column,
    .scrim,
    .prompt-above,
    .to-playhead,
    .note,
    .back,
    .actions,
    button:not(.sentence-button, .time, .prompt-text) {
      display: none !important;
    }
    .row {
      break-inside: auto;
    }
    .who,
    .is-prompt {
      break-after: avoid;
    }
    .clipped {
      max-block-size: none;
      mask-image: none;
    }
  }
`;
