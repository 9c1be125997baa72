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
    padding: 0.625rem 0.875rem;
    background: var(--reprise-color-panel);
  }
  .row {
    display: flex;
    align-items: center;
    gap: 0.25rem;
    margin-block-start: 0.375rem;
  }
  reprise-play-button {
    margin-inline-end: 0.25rem;
  }
  reprise-time-display {
    margin-inline: 0.5rem;
  }
  .chapter {
    min-inline-size: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    color: var(--reprise-color-soft);
    font-size: 0.78125rem;
  }
  .space {
    flex: 1;
  }
  @container (max-width: 760px) {
    .chapter,
    reprise-link-button {
      display: none;
    }
    .row {
      gap: 0.125rem;
    }
    reprise-play-button {
      --reprise-play-size: 2.75rem;
    }
  }
  @container (max-width: 480px) {
    reprise-fullscreen-button {
      display: none;
    }
    reprise-time-display {
      margin-inline: 0;
    }
    .transport {
      --reprise-select-name: none;
    }
  }
  @container (max-width: 366px) {
    reprise-step-button {
      display: none;
    }
  }
  @container (max-width: 300px) {
    reprise-rate-button {
      display: none;
    }
  }
  @container (max-width: 270px) {
    reprise-clock-button {
      display: none;
    }
  }
`;
