import { css } from 'lit';

/** How `<reprise-diff-view>` looks. Numbers and signs are drawn, not text: copying gives the code alone. */
export const styles = css`
  :host {
    display: block;
    container-type: inline-size;
    min-inline-size: 0;
    min-block-size: 0;
    --row-height: 1.25rem;
    --number-size: 3em;
    color: var(--reprise-color-text);
    font: 0.78125rem / var(--row-height) var(--reprise-font-mono);
  }
  :host([hidden]) {
    display: none;
  }
  .diff {
    block-size: 100%;
    overflow: auto;
    overflow-anchor: none;
    tab-size: 4;
  }
  :host([inline]) .diff {
    block-size: auto;
    overflow: auto hidden;
  }
  :host([inline]) .wraps {
    overflow: visible;
  }
  .diff:focus-visible {
    outline-offset: -2px;
  }
  .rows {
    padding-block-end: 0.5rem;
  }
  .rows.long {
    --number-size: 5em;
  }
  /* Lines that do not wrap are as wide as the longest of all, whichever of them are drawn. */
  .flows .rows {
    inline-size: max-content;
    min-inline-size: max(100%, calc(var(--longest, 0) * 1ch + 2 * var(--number-size) + 2.5em));
  }
  .row {
    display: grid;
    grid-template-columns: var(--number-size) var(--number-size) minmax(0, 1fr);
    min-block-size: var(--row-height);
    background: var(--reprise-color-background);
    text-decoration: none;
  }
  .noted {
    box-shadow: inset 3px 0 var(--reprise-color-warning);
  }
  .noted::before {
    box-shadow: inset 3px 0 var(--reprise-color-warning);
  }
  reprise-note {
    position: sticky;
    inset-inline-start: 0;
    max-inline-size: min(100cqi, 44rem);
    box-sizing: border-box;
    padding: 0.25rem 0.75rem 0.375rem;
  }
  .row::before,
  .row::after {
    position: sticky;
    inset-inline-start: 0;
    grid-area: 1 / 1;
    padding-inline-end: 0.625em;
    background: inherit;
    color: var(--reprise-color-faint);
    text-align: end;
    font-variant-numeric: tabular-nums;
  }
  .row::before {
    content: attr(data-old);
  }
  .row::after {
    content: attr(data-new);
    grid-area: 1 / 2;
    inset-inline-start: var(--number-size);
  }
  code {
    grid-area: 1 / 3;
    font: inherit;
    padding-inline: 1.625em 0.75em;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
  .flows code {
    white-space: pre;
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
  .add::before,
  .add::after {
    color: var(--reprise-color-add-ink);
  }
  .delete::before,
  .delete::after {
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
  /* The change that the keys are at. */
  .at::before {
    box-shadow: inset 3px 0 var(--reprise-color-accent);
    color: var(--reprise-color-accent);
    font-weight: 600;
  }
  .unclosed::after {
    content: attr(data-note);
    padding-inline-start: 0.75em;
    color: var(--reprise-color-soft);
    font-family: var(--reprise-font-sans);
    font-size: 0.75rem;
  }
  .more {
    padding-inline-start: 0.5em;
    color: var(--reprise-color-faint);
    user-select: none;
  }
  .gap {
    display: flex;
    align-items: center;
    gap: 0.5em;
    position: sticky;
    inset-inline-start: 0;
    padding: 0.125rem 0.875em;
    background: var(--reprise-color-panel);
    color: var(--reprise-color-soft);
    user-select: none;
  }
  .gap,
  .open {
    font-family: var(--reprise-font-sans);
    font-size: 0.75rem;
  }
  .gap .section {
    flex: 0 1 auto;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    font-family: var(--reprise-font-mono);
  }
  .gap .section::before {
    content: '·';
    padding-inline-end: 0.5em;
  }
  .open {
    display: flex;
    align-items: center;
    gap: 0.5em;
    flex: none;
    padding: 0 0.25em;
    margin-inline-start: -0.25em;
    border-radius: var(--reprise-radius-small);
  }
  .open .icon {
    inline-size: 0.875rem;
    block-size: 0.875rem;
  }
  .open:hover {
    color: var(--reprise-color-text);
  }
  .open:focus-visible,
  .show-all:focus-visible {
    outline-offset: -2px;
  }
  .show-all {
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
    white-space: pre-wrap;
    overflow-wrap: anywhere;
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
  .split .row::after {
    content: none;
  }
  .split .row + .row::before {
    content: attr(data-new);
  }
  .split code {
    grid-area: 1 / 2;
  }
  .split.flows .pair {
    grid-template-columns: minmax(50%, max-content) minmax(50%, max-content);
  }
  .split .row + .row {
    border-inline-start: 1px solid var(--reprise-color-line);
  }
  .split .none {
    background: var(--reprise-color-panel);
  }
  /* Room for one number: where a line is now, or where it was. */
  @container (max-width: 30rem) {
    .unified .row {
      grid-template-columns: var(--number-size) minmax(0, 1fr);
    }
    .unified .row::after {
      content: none;
    }
    .unified .row::before {
      content: attr(data-new);
    }
    .unified .delete::before {
      content: attr(data-old);
    }
    .unified code {
      grid-area: 1 / 2;
    }
  }
  @media (pointer: coarse) {
    .gap {
      padding-block: 0.5rem;
    }
  }
  @media (prefers-contrast: more) {
    .add,
    .delete {
      border-inline-start: 4px solid var(--reprise-color-add-ink);
      margin-inline-start: 0;
    }
    .delete {
      border-color: var(--reprise-color-delete-ink);
    }
    .row:not(.add, .delete) {
      border-inline-start: 4px solid transparent;
    }
    .word {
      text-decoration: underline;
    }
  }
  @media (forced-colors: active) {
    .word {
      text-decoration: underline;
    }
    .add,
    .delete {
      border-inline-start: 4px solid;
    }
    .row:not(.add, .delete) {
      border-inline-start: 4px solid Canvas;
    }
    .add code,
    .delete code {
      font-weight: bold;
    }
    .at {
      outline: 1px solid Highlight;
    }
  }
`;
