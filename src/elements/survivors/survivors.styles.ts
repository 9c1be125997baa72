import { css } from 'lit';

/** How `<reprise-survivors>` looks. */
export const styles = css`
  :host {
    display: block;
    color: var(--reprise-color-soft);
    font: 0.78125rem/1.5 var(--reprise-font-sans);
    font-variant-numeric: tabular-nums;
  }
  details {
    margin-block-start: 0.25rem;
  }
  summary {
    display: inline-flex;
    gap: 0.25rem;
    align-items: center;
    min-block-size: 1.5rem;
    border-radius: var(--reprise-radius-small);
    list-style: none;
    cursor: pointer;
  }
  summary::-webkit-details-marker {
    display: none;
  }
  summary:hover {
    color: var(--reprise-color-text);
  }
  summary .icon {
    inline-size: 0.875rem;
    block-size: 0.875rem;
    transition: rotate var(--reprise-duration);
  }
  details[open] summary .icon {
    rotate: 90deg;
  }
  p,
  ul {
    margin: 0.125rem 0 0.25rem 1.125rem;
    padding: 0;
  }
  p {
    color: var(--reprise-color-text);
  }
  li {
    display: flex;
    gap: 0.75rem;
    align-items: baseline;
    min-block-size: 1.5rem;
    list-style: none;
  }
  .file {
    min-inline-size: 0;
    padding: 0;
    font-family: var(--reprise-font-mono);
    text-align: start;
    overflow-wrap: anywhere;
  }
  button.file {
    color: var(--reprise-color-accent);
  }
  button.file:hover {
    text-decoration: underline;
  }
  .count {
    flex: none;
    margin-inline-start: auto;
  }
  @media (prefers-reduced-motion: reduce) {
    summary .icon {
      transition: none;
    }
  }
  @media (pointer: coarse) {
    summary,
    li {
      min-block-size: 2.75rem;
    }
  }
  @media print {
    details:not([open]) {
      display: none;
    }
  }
`;
