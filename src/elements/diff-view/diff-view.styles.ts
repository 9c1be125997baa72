import { css } from 'lit';

/** How `<reprise-diff-view>` looks. */
export const styles = css`
  :host {
    display: block;
    min-inline-size: 0;
    min-block-size: 0;
    --row-height: 1.25rem;
    color: var(--reprise-color-text);
    font: 0.78125rem / var(--row-height) var(--reprise-font-mono);
  }
  :host([hidden]) {
    display: none;
  }
  .diff {
    block-size: 100%;
    overflow: auto;
    tab-size: 4;
  }
  .diff:focus-visible {
    outline-offset: -2px;
  }
  .rows {
    inline-size: max-content;
    min-inline-size: 100%;
    padding-block-end: 0.5rem;
    --number-size: 3.25em;
  }
  .rows.long {
    --number-size: 5em;
  }
  .row {
    display: grid;
    grid-template-columns: var(--number-size) var(--number-size) minmax(0, 1fr);
    min-block-size: var(--row-height);
    background: var(--reprise-color-background);
    text-decoration: none;
  }
  .number {
    position: sticky;
    inset-inline-start: 0;
    padding-inline-end: 0.875em;
    background: inherit;
    color: var(--reprise-color-faint);
    text-align: end;
    font-variant-numeric: tabular-nums;
    user-select: none;
  }
  .number + .number {
    inset-inline-start: var(--number-size);
  }
  .number::before {
    content: attr(data-number);
  }
  code {
    font: inherit;
    white-space: pre;
    padding-inline: 1.625em 0.75em;
  }
  code::before {
    content: '';
    display: inline-block;
    inline-size: 1.25em;
    margin-inline-start: -1.25em;
    color: var(--reprise-color-faint);
  }
  .add {
    background: var(--reprise-color-add);
  }
  .delete {
    background: var(--reprise-color-delete);
  }
  .add code::before {
    content: '+';
    color: var(--reprise-color-add-ink);
  }
  .delete code::before {
    content: '\\2212';
    color: var(--reprise-color-delete-ink);
  }
  .add .number {
    color: var(--reprise-color-add-ink);
  }
  .delete .number {
    color: var(--reprise-color-delete-ink);
  }
  .word {
    border-radius: 0.1875rem;
    padding-block: 0.125em;
  }
  .add .word {
    background: var(--reprise-color-add-word);
  }
  .delete .word {
    background: var(--reprise-color-delete-word);
  }
  .unclosed::after {
    content: '\\2298';
    padding-inline-start: 0.5em;
    color: var(--reprise-color-faint);
  }
  .more {
    padding-inline-start: 0.5em;
    color: var(--reprise-color-faint);
    user-select: none;
  }
  .gap {
    display: flex;
    gap: 0.75em;
    position: sticky;
    inset-inline-start: 0;
    padding-inline: 0.875em;
    background: var(--reprise-color-panel);
    color: var(--reprise-color-soft);
    white-space: nowrap;
    user-select: none;
  }
  .gap b {
    color: var(--reprise-color-text);
    font-weight: 600;
  }
  .open {
    padding: 0 0.25em;
    margin-inline-start: -0.25em;
    border-radius: var(--reprise-radius-small);
  }
  .open:hover {
    color: var(--reprise-color-text);
  }
  .open:focus-visible,
  .show-more:focus-visible {
    outline-offset: -2px;
  }
  .show-more {
    position: sticky;
    inset-inline-start: 0;
    padding: 0.375rem 0.875em;
    color: var(--reprise-color-accent);
    font-family: var(--reprise-font-sans);
  }
  .note {
    margin: 0;
    padding: 0.5rem 0.875rem;
    color: var(--reprise-color-soft);
    font-family: var(--reprise-font-sans);
  }
  pre {
    margin: 0;
    padding: 0 0.875rem;
    font: inherit;
  }
  .split .rows {
    inline-size: 100%;
  }
  .split .pair {
    display: grid;
    grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
  }
  .split .row {
    grid-template-columns: var(--number-size) minmax(0, 1fr);
  }
  .split .row + .row {
    border-inline-start: 1px solid var(--reprise-color-line);
  }
  .split .none {
    background: var(--reprise-color-panel);
  }
  .split code {
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
  @media (forced-colors: active) {
    .word {
      text-decoration: underline;
    }
    .add code,
    .delete code {
      font-weight: bold;
    }
  }
`;
