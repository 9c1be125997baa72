import { css } from 'lit';

/** How `<reprise-code-view>` looks. */
export const styles = css`
  :host {
    display: block;
    min-inline-size: 0;
    min-block-size: 0;
    --row-height: 1.25rem;
    color: var(--reprise-color-text);
    font: 0.78125rem / var(--row-height) var(--reprise-font-mono);
  }
  .code {
    block-size: 100%;
    overflow: auto;
    tab-size: 4;
  }
  .code:focus-visible {
    outline-offset: -2px;
  }
  .lines {
    inline-size: max-content;
    min-inline-size: 100%;
    padding-block: 0.375rem;
    --number-size: 3.5em;
  }
  .lines.long {
    --number-size: 5em;
  }
  .line {
    display: grid;
    grid-template-columns: var(--number-size) minmax(0, 1fr);
    min-block-size: var(--row-height);
  }
  .number {
    position: sticky;
    inset-inline-start: 0;
    padding-inline-end: 0.875em;
    border-inline-end: 3px solid transparent;
    background: var(--reprise-color-background);
    color: var(--reprise-color-faint);
    text-align: end;
    font-variant-numeric: tabular-nums;
    user-select: none;
  }
  .changed .number {
    border-color: var(--reprise-color-add-ink);
  }
  .number::before {
    content: attr(data-number);
  }
  code {
    padding-inline: 0.75em;
    font: inherit;
    white-space: pre;
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
`;
