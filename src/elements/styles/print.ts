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
    section > reprise-transcript[hidden],
    section > reprise-transcript {
      display: block !important;
      position: static !important;
      block-size: auto !important;
      min-block-size: 0 !important;
      overflow: visible !important;
    }
    slot[name='start'][hidden] {
      display: contents !important;
    }
    /* The story goes without its evidence, whichever of them is on the screen, and without what is pressed. */
    reprise-header,
    reprise-transport,
    reprise-tabs,
    reprise-about,
    :has(> reprise-transcript) ~ [slot='end'],
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
    .unloaded {
      block-size: auto !important;
    }
    .unloaded::before {
      content: attr(aria-label);
    }
    .unloaded p {
      position: static;
      white-space: normal;
    }
    .clipped {
      max-block-size: none;
      mask-image: none;
    }
  }
`;
