import { css } from 'lit';

/** How `<reprise-code-view>` looks. */
export const styles = css`
  :host {
    display: block;
    min-inline-size: 0;
    min-block-size: 0;
    --row-height: 1.25rem;
    --number-size: 3.25em;
    --note-size: 0px;
    color: var(--reprise-color-text);
    font: 0.78125rem / var(--row-height) var(--reprise-font-mono);
  }
  .code {
    block-size: 100%;
    overflow: auto;
    overflow-anchor: none;
    tab-size: 4;
  }
  :host([inline]) .code {
    block-size: auto;
    overflow: auto hidden;
  }
  :host([inline]) .wraps {
    overflow: visible;
  }
  .code:focus-visible {
    outline-offset: -2px;
  }
  .noted {
    --note-size: 6.25rem;
  }
  .lines {
    padding-block: 0.375rem;
  }
  .flows .lines {
    inline-size: max-content;
    min-inline-size: max(100%, calc(var(--longest, 0) * 1ch + var(--number-size) + var(--note-size) + 2em));
  }
  .lines.long {
    --number-size: 5em;
  }
  .line {
    display: grid;
    grid-template-columns: var(--note-size) var(--number-size) minmax(0, 1fr);
    min-block-size: var(--row-height);
  }
  .line::before {
    content: attr(data-number);
    grid-area: 1 / 2;
    position: sticky;
    inset-inline-start: 0;
    padding-inline-end: 0.75em;
    border-inline-end: 3px solid transparent;
    background: var(--reprise-color-background);
    color: var(--reprise-color-faint);
    text-align: end;
    font-variant-numeric: tabular-nums;
  }
  .changed::before {
    border-color: var(--reprise-color-add-ink);
  }
  .newest {
    background: var(--reprise-color-add);
  }
  code {
    grid-area: 1 / 3;
    padding-inline: 0.75em;
    font: inherit;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
  .flows code {
    white-space: pre;
  }
  .note {
    grid-area: 1 / 1;
    align-self: start;
    min-inline-size: 0;
    padding: 0 0.5rem 0 0.875rem;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    text-align: start;
    color: var(--reprise-color-faint);
    font: 0.75rem / var(--row-height) var(--reprise-font-sans);
    font-variant-numeric: tabular-nums;
    user-select: none;
  }
  button.note {
    color: var(--reprise-color-accent);
  }
  button.note:hover {
    text-decoration: underline;
  }
  .note:focus-visible {
    outline-offset: -2px;
  }
  .unknown {
    padding: 0.125rem 0.875rem;
    background: var(--reprise-color-panel);
    color: var(--reprise-color-soft);
    font: 0.75rem / var(--row-height) var(--reprise-font-sans);
    user-select: none;
  }
  .more {
    position: sticky;
    inset-inline-start: 0;
    padding: 0.375rem 0.875em;
    color: var(--reprise-color-accent);
    font-family: var(--reprise-font-sans);
  }
  .more:focus-visible {
    outline-offset: -2px;
  }
  @media (forced-colors: active) {
    .changed::before {
      border-color: Highlight;
    }
  }
`;
