import { css } from 'lit';

/**
 * A native select that looks like a pill: a soft word, the value, an arrow. The select lies invisibly over the words, as
 * its options may say more than there is room for.
 */
export const select = css`
  :host {
    display: inline-block;
    flex: none;
  }
  label {
    position: relative;
    display: flex;
    align-items: center;
    gap: 0.3125rem;
    min-block-size: 2rem;
    padding-inline: 0.5625rem;
    border: 1px solid var(--reprise-color-edge);
    border-radius: 0.5rem;
    background: var(--reprise-color-raised);
    color: var(--reprise-color-text);
    font-size: 0.8125rem;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  label:hover:not(:has(:disabled)) {
    border-color: var(--reprise-color-soft);
  }
  label:focus-within:has(:focus-visible) {
    outline: 2px solid var(--reprise-color-accent);
    outline-offset: 2px;
  }
  .name {
    display: var(--reprise-select-name, inline);
    color: var(--reprise-color-soft);
  }
  select {
    position: absolute;
    /* A finger finds it from further away than it is drawn. */
    inset: calc((2rem - var(--reprise-target-size, 2rem)) / 2) 0;
    inline-size: 100%;
    block-size: auto;
    margin: 0;
    opacity: 0;
    color: var(--reprise-color-text);
    font: inherit;
    cursor: pointer;
  }
  @media (pointer: coarse) {
    label {
      min-block-size: 2.75rem;
    }
    select {
      inset: 0;
    }
  }
  select:disabled {
    cursor: default;
  }
  label:has(:disabled) > :not(select) {
    opacity: 0.45;
  }
  option {
    background: var(--reprise-color-raised);
    color: var(--reprise-color-text);
  }
  label > .icon {
    inline-size: 0.875rem;
    block-size: 0.875rem;
    color: var(--reprise-color-soft);
  }
`;
