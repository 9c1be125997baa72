import { css } from 'lit';

/** How `<reprise-terminals>` looks: dark in every theme, as terminals are. */
export const styles = css`
  :host {
    display: flex;
    flex-direction: column;
    min-block-size: 0;
    min-inline-size: 0;
    color-scheme: dark;
    container-type: inline-size;
    background: var(--reprise-color-terminal);
    color: var(--reprise-color-text);
    font: var(--reprise-font-size) / 1.5 var(--reprise-font-sans);
  }
  :host([hidden]) {
    display: none;
  }
  reprise-terminal {
    display: block;
    flex: 1;
    min-block-size: 0;
  }
  /* Nothing of the moment before stands for one that is unknown. */
  reprise-terminal.unknown {
    visibility: hidden;
  }
  /* It goes on asking for its track: the first output opens the pane. */
  :host([empty]) reprise-terminal {
    flex: none;
    block-size: 1px;
    visibility: hidden;
  }
  .nothing {
    display: flex;
    flex: 1;
    flex-wrap: wrap;
    gap: 0.75rem;
    place-content: center;
    align-items: center;
    margin: 0;
    padding: 1rem;
    color: var(--reprise-color-soft);
  }
  .first {
    min-block-size: 1.75rem;
  }

  .bar {
    display: flex;
    align-items: center;
    gap: 0.5rem;
    flex: none;
    box-sizing: border-box;
    min-block-size: 2.5rem;
    padding: 0.25rem var(--reprise-bar-end, 0.75rem) 0.25rem 0.75rem;
    border-block-end: 1px solid var(--reprise-color-line);
    background: var(--reprise-color-panel);
    color: var(--reprise-color-soft);
    font-size: 0.8125rem;
    white-space: nowrap;
  }
  @media (pointer: coarse) {
    .bar {
      padding-block: 0.125rem;
    }
    .bar :is(select, .choices button) {
      min-block-size: 2.75rem;
    }
  }
  .notes {
    flex: none;
    max-block-size: 40%;
    overflow: auto;
    border-block-end: 1px solid var(--reprise-color-line);
    background: var(--reprise-color-panel);
  }
  .notes ul {
    display: flex;
    gap: 0.25rem;
    margin: 0;
    padding: 0.125rem 0.5rem;
    overflow-x: auto;
    list-style: none;
  }
  .notes button {
    display: flex;
    gap: 0.375rem;
    align-items: center;
    min-block-size: 1.75rem;
    padding: 0.125rem 0.5rem;
    border-radius: var(--reprise-radius-small);
    color: var(--reprise-color-soft);
    font-size: 0.75rem;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .notes button:hover,
  .notes button[aria-pressed='true'] {
    color: var(--reprise-color-text);
  }
  .notes button[aria-pressed='true'] {
    background: color-mix(in srgb, var(--reprise-color-soft) 16%, transparent);
  }
  .notes reprise-note {
    padding: 0 0.75rem 0.5rem;
  }
  .name {
    flex: none;
    color: var(--reprise-color-text);
    font-weight: 600;
  }
  .at,
  .label {
    overflow: hidden;
    text-overflow: ellipsis;
    font-variant-numeric: tabular-nums;
  }
  .at {
    flex: 0 1 auto;
  }
  .label {
    flex: 0 1 auto;
    min-inline-size: 0;
  }
  .space {
    flex: 1;
  }
  select {
    flex: 0 1 auto;
    min-inline-size: 0;
    min-block-size: 1.875rem;
    margin: 0;
    padding: 0.125rem 0.375rem;
    border: 1px solid var(--reprise-color-faint);
    border-radius: var(--reprise-radius-small);
    background: var(--reprise-color-raised);
    color: var(--reprise-color-text);
    font: inherit;
    text-overflow: ellipsis;
  }
  .choices {
    display: flex;
    flex: none;
  }
  .choices button {
    min-block-size: 1.75rem;
    padding: 0.125rem 0.625rem;
    border: 1px solid transparent;
    border-radius: 999px;
  }
  .choices button[aria-pressed='true'] {
    border-color: var(--reprise-color-faint);
    color: var(--reprise-color-text);
  }
  .choices button:hover {
    color: var(--reprise-color-text);
  }
  .sizes {
    display: flex;
    flex: none;
  }
  @media (forced-colors: active) {
    .choices button[aria-pressed='true'] {
      border-color: Highlight;
    }
  }
  @container (max-width: 47rem) {
    .label {
      display: none;
    }
  }
  @container (max-width: 30rem) {
    .bar {
      gap: 0.25rem;
      padding-block: 0;
      padding-inline-end: 0.25rem;
    }
    .bar > .icon {
      display: none;
    }
    .choices button {
      min-block-size: 2.75rem;
      padding-inline: 0.5rem;
      border-block: 0.5rem solid transparent;
      background-clip: padding-box;
    }
    .choices button[aria-pressed='true'] {
      border-color: transparent;
      background: color-mix(in srgb, var(--reprise-color-soft) 24%, transparent) padding-box;
    }
    .sizes .quiet {
      min-inline-size: 2.25rem;
      min-block-size: 2.75rem;
    }
  }
`;
