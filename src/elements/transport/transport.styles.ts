import { css } from 'lit';

/** How `<reprise-transport>` looks. */
export const styles = css`
  :host {
    display: block;
    container-type: inline-size;
    color: var(--reprise-color-text);
    font: var(--reprise-font-size) / 1.5 var(--reprise-font-sans);
  }
  .transport {
    padding: 0.25rem 1rem 0.5rem;
    background: var(--reprise-color-panel);
  }
  reprise-time-range {
    /* The knob's half does not touch the edge. */
    margin: 0.25rem 0.5rem 0;
  }
  .row {
    position: relative;
    display: flex;
    align-items: center;
    gap: 0.25rem;
    margin-block-start: 0.125rem;
    min-block-size: 2.5rem;
  }
  reprise-time-display {
    margin-inline: 0.5rem;
  }
  .chapter {
    min-inline-size: 0;
    overflow: hidden;
    color: var(--reprise-color-soft);
    font-size: 0.8125rem;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .space {
    flex: 1;
  }
  .jumps {
    display: flex;
    flex: none;
    margin-inline: 0.5rem;
  }
  .jump {
    display: inline-flex;
    align-items: center;
    gap: 0.375rem;
    min-block-size: 2rem;
    padding-inline: 0.5rem;
    border-radius: var(--reprise-radius-small);
    color: var(--reprise-color-soft);
    font-size: 0.75rem;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .count {
    display: none;
  }
  .jump:hover {
    background: color-mix(in srgb, var(--reprise-color-soft) 14%, transparent);
    color: var(--reprise-color-text);
  }
  .settings,
  .menu {
    display: flex;
    flex: none;
    gap: 0.25rem;
  }
  .more,
  .menu reprise-link-button {
    display: none;
  }
  .more .icon {
    stroke-width: 3;
  }
  kbd {
    min-inline-size: 1.125rem;
    border: 1px solid var(--reprise-color-edge);
    border-radius: 0.25rem;
    font: 0.75rem/1.125rem var(--reprise-font-sans);
  }
  @container (max-width: 64rem) {
    .jumps {
      margin-inline: 0;
    }
    .words {
      display: none;
    }
    .count {
      display: inline;
    }
  }
  @container (max-width: 56rem) {
    .chapter {
      display: none;
    }
  }
  /* One column. */
  @container (max-width: 47.5rem) {
    .jumps,
    .keys {
      display: none;
    }
    .transport {
      --reprise-select-name: none;
      --reprise-play-size: 2.75rem;
    }
    .row {
      min-block-size: 2.75rem;
      margin-block-start: 0.375rem;
    }
  }
  /* A phone: whatever is there can be hit by a finger. */
  @container (max-width: 30rem) {
    reprise-step-button,
    reprise-fullscreen-button {
      display: none;
    }
    .transport {
      --reprise-target-size: 2.75rem;
      padding-inline: 0.75rem;
    }
  }
  /* Large text on a phone. */
  @container (max-width: 20rem) {
    reprise-time-display {
      flex: 0 1 auto;
      min-inline-size: 0;
      margin-inline: 0.25rem;
      white-space: normal;
    }
    .more {
      display: inline-grid;
      min-inline-size: 2.75rem;
      min-block-size: 2.75rem;
    }
    .menu {
      display: none;
    }
    .menu reprise-link-button {
      display: block;
    }
    .menu.open {
      position: absolute;
      z-index: 3;
      inset-block-end: 100%;
      inset-inline-end: 0;
      display: flex;
      flex-wrap: wrap;
      justify-content: end;
      max-inline-size: 100%;
      padding: 0.5rem;
      border: 1px solid var(--reprise-color-line);
      border-radius: var(--reprise-radius-medium);
      background: var(--reprise-color-raised);
      box-shadow: 0 8px 24px #0003;
    }
  }
`;
