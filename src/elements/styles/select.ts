import { css } from 'lit';

/** A native select that looks like a pill: a soft word, the value, an arrow. */
export const select = css`
  :host {
    display: inline-block;
    flex: none;
  }
  label {
    position: relative;
    display: flex;
    align-items: center;
    border: 1px solid var(--reprise-color-line);
    border-radius: 0.5rem;
    background: var(--reprise-color-raised);
    color: var(--reprise-color-faint);
    font-size: 0.78125rem;
    white-space: nowrap;
  }
  label:hover {
    border-color: var(--reprise-color-faint);
  }
  label:focus-within:has(:focus-visible) {
    outline: 2px solid var(--reprise-color-accent);
    outline-offset: 2px;
  }
  .name {
    display: var(--reprise-select-name, inline);
    padding-inline-start: 0.5625rem;
  }
  select {
    appearance: none;
    margin: 0;
    border: 0;
    outline: none;
    padding: 0.25rem 1.5rem 0.25rem 0.5rem;
    min-block-size: 1.875rem;
    background: none;
    color: var(--reprise-color-text);
    font: inherit;
    font-variant-numeric: tabular-nums;
    cursor: pointer;
  }
  .name + select {
    padding-inline-start: 0.3125rem;
  }
  option {
    background: var(--reprise-color-raised);
    color: var(--reprise-color-text);
  }
  label > .icon {
    position: absolute;
    inset-inline-end: 0.375rem;
    inline-size: 0.875rem;
    block-size: 0.875rem;
    pointer-events: none;
  }
`;
