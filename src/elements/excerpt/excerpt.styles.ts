import { css } from 'lit';

/** How `<reprise-excerpt>` looks. */
export const styles = css`
  :host {
    display: block;
    min-block-size: 0;
    color: var(--reprise-color-text);
    background: var(--reprise-color-background);
    font: var(--reprise-font-size) / 1.55 var(--reprise-font-sans);
  }
  .excerpt {
    container-type: inline-size;
    display: flex;
    flex-direction: column;
    block-size: 100%;
    min-block-size: 0;
  }
  .pane {
    position: relative;
    display: flex;
    flex: 1;
    flex-direction: column;
    min-block-size: 0;
    overflow: hidden;
  }
  .pane > * {
    flex: 1;
    min-block-size: 0;
  }
  /* A terminal is dark in every theme, its bar too. */
  .pane.terminal {
    color-scheme: dark;
    background: var(--reprise-color-terminal);
  }
  .bar {
    --reprise-play-size: 2rem;
    display: flex;
    flex: none;
    gap: 0.75rem;
    align-items: center;
    min-block-size: 2.75rem;
    padding: 0.25rem 0.75rem;
    border-block-start: 1px solid var(--reprise-color-line);
    background: var(--reprise-color-panel);
    color: var(--reprise-color-soft);
    font-size: 0.8125rem;
    font-variant-numeric: tabular-nums;
  }
  reprise-play-button:not(:defined) {
    inline-size: 2rem;
    block-size: 2rem;
  }
  input {
    flex: 1;
    min-inline-size: 3rem;
    margin: 0;
    accent-color: var(--reprise-color-accent);
    cursor: pointer;
  }
  .time {
    flex: none;
    white-space: nowrap;
  }
  .time b {
    color: var(--reprise-color-text);
    font-weight: 600;
  }
  .title {
    flex: 1;
    min-inline-size: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .whole {
    display: inline-flex;
    flex: none;
    gap: 0.375rem;
    align-items: center;
    min-block-size: 2rem;
    padding-inline: 0.5rem;
    border-radius: var(--reprise-radius-small);
    color: var(--reprise-color-accent);
    font-weight: 600;
    text-decoration: none;
  }
  .whole:hover {
    background: var(--reprise-color-accent-soft);
  }
  .whole:focus-visible,
  input:focus-visible,
  .changes:focus-visible {
    outline: 2px solid var(--reprise-color-accent);
    outline-offset: -2px;
  }
  .whole .icon {
    inline-size: 1rem;
    block-size: 1rem;
  }
  .changes {
    overflow: auto;
  }
  .changes section + section {
    border-block-start: 1px solid var(--reprise-color-line);
  }
  .file {
    position: sticky;
    inset-block-start: 0;
    z-index: 1;
    display: flex;
    gap: 0.5rem;
    align-items: center;
    min-block-size: 2.25rem;
    padding-inline: 0.75rem;
    border-block-end: 1px solid var(--reprise-color-line);
    background: var(--reprise-color-panel);
    font-size: 0.8125rem;
  }
  h3 {
    display: flex;
    flex: 0 1 auto;
    min-inline-size: 0;
    margin: 0;
    font: inherit;
    font-family: var(--reprise-font-mono);
  }
  .counts {
    flex: none;
    font-family: var(--reprise-font-mono);
  }
  .added {
    color: var(--reprise-color-add-ink);
  }
  .removed {
    color: var(--reprise-color-delete-ink);
  }
  .sentence {
    display: grid;
    place-items: center;
    margin: 0;
    padding: 1.5rem;
    color: var(--reprise-color-soft);
    text-align: center;
  }
  @container (max-width: 28rem) {
    .whole span {
      position: absolute;
      inline-size: 1px;
      block-size: 1px;
      overflow: hidden;
      clip-path: inset(50%);
      white-space: nowrap;
    }
  }
  @media (pointer: coarse) {
    .bar {
      --reprise-play-size: 2.75rem;
      min-block-size: 3.25rem;
    }
    .whole {
      min-inline-size: 2.75rem;
      min-block-size: 2.75rem;
    }
    input {
      min-block-size: 2.75rem;
    }
  }
  @media print {
    .bar {
      display: none;
    }
  }
`;
