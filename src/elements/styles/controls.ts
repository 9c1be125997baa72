import { css } from 'lit';

/** What all elements share: box model, hidden, icons, quiet buttons and the one focus ring. */
export const controls = css`
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  [hidden] {
    display: none !important;
  }
  .icon {
    inline-size: 1.125rem;
    block-size: 1.125rem;
    flex: none;
    fill: none;
    stroke: currentcolor;
    stroke-width: 1.8;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .icon.filled {
    fill: currentcolor;
    stroke: none;
  }
  button {
    margin: 0;
    border: 0;
    background: none;
    color: inherit;
    font: inherit;
    cursor: pointer;
  }
  button:disabled {
    cursor: default;
    opacity: 0.45;
  }
  .quiet {
    display: inline-grid;
    place-items: center;
    flex: none;
    min-inline-size: 2rem;
    min-block-size: 2rem;
    padding: 0.3125rem 0.4375rem;
    border-radius: var(--reprise-radius-small);
    color: var(--reprise-color-soft);
  }
  .quiet:hover:not(:disabled) {
    color: var(--reprise-color-text);
    background: color-mix(in srgb, var(--reprise-color-soft) 14%, transparent);
  }
  .quiet[aria-pressed='true'],
  .quiet[aria-expanded='true'] {
    background: var(--reprise-color-accent-soft);
    color: var(--reprise-color-accent);
    box-shadow: inset 0 0 0 1.5px var(--reprise-color-tint-line);
  }
  .button {
    display: inline-flex;
    gap: 0.5rem;
    align-items: center;
    justify-content: center;
    min-block-size: 2rem;
    padding: 0 0.75rem;
    border: 1px solid var(--reprise-color-edge);
    border-radius: var(--reprise-radius-button);
    background: var(--reprise-color-raised);
    color: var(--reprise-color-text);
    font-size: 0.8125rem;
    font-weight: 500;
    white-space: nowrap;
  }
  .button:hover:not(:disabled) {
    border-color: var(--reprise-color-soft);
  }
  .button.main {
    border-color: var(--reprise-color-accent);
    background: var(--reprise-color-accent);
    color: var(--reprise-color-on-accent);
    font-weight: 600;
  }
  .button.main:hover:not(:disabled) {
    border-color: var(--reprise-color-accent);
    background: color-mix(in srgb, var(--reprise-color-accent) 88%, var(--reprise-color-text));
  }
  :focus-visible {
    outline: 2px solid var(--reprise-color-accent);
    outline-offset: 2px;
  }
  /* A finger needs more room than the tip of an arrow; what stands in a line of text is as high as the line. */
  @media (pointer: coarse) {
    button:not(.link, .time, .note, .open, .chip, .find),
    summary {
      min-inline-size: 2.75rem;
      min-block-size: 2.75rem;
      align-content: center;
    }
  }
  .visually-hidden {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
`;

/** The bar above a pane: tabs at the start, a quiet label at the end. */
export const paneBar = css`
  .bar {
    display: flex;
    align-items: center;
    gap: 0.25rem;
    flex: none;
    min-block-size: 2.5rem;
    padding: 0.25rem 0.75rem;
    padding-inline-end: var(--reprise-bar-end, 0.75rem);
    border-block-end: 1px solid var(--reprise-color-line);
    background: var(--reprise-color-panel);
    color: var(--reprise-color-soft);
    font-size: 0.8125rem;
    white-space: nowrap;
  }
  [role='tab'] {
    padding: 0.1875rem 0.5625rem;
    border-radius: var(--reprise-radius-small);
    color: inherit;
  }
  [role='tab']:hover {
    color: var(--reprise-color-text);
  }
  [role='tab'][aria-selected='true'] {
    background: var(--reprise-color-raised);
    color: var(--reprise-color-text);
    box-shadow: 0 0 0 1px var(--reprise-color-line);
  }
  .bar .label {
    margin-inline-start: auto;
    color: var(--reprise-color-faint);
    overflow: hidden;
    text-overflow: ellipsis;
  }
  @media (pointer: coarse) {
    .bar {
      padding-block: 0.125rem;
    }
  }
  @media (forced-colors: active) {
    [role='tab'][aria-selected='true'] {
      outline: 1px solid Highlight;
    }
  }
`;
