import { css } from 'lit';

/** How `<reprise-chapter-list>` looks. */
export const styles = css`
  :host {
    display: block;
    font: var(--reprise-font-size) / 1.45 var(--reprise-font-sans);
    color: var(--reprise-color-text);
  }
  ol {
    margin: 0;
    padding: 0.375rem;
    list-style: none;
  }
  button {
    display: grid;
    grid-template-columns: minmax(2.75rem, auto) minmax(0, 1fr);
    gap: 0.625rem;
    inline-size: 100%;
    padding: 0.375rem 0.625rem;
    border-radius: var(--reprise-radius-small);
    text-align: start;
    font-size: 0.8125rem;
  }
  button:hover {
    background: color-mix(in srgb, var(--reprise-color-soft) 12%, transparent);
  }
  button[aria-current='true'] {
    background: var(--reprise-color-accent-soft);
    font-weight: 600;
  }
  button:focus-visible {
    outline-offset: -2px;
  }
  .time {
    color: var(--reprise-color-soft);
    font: 0.75rem/1.6 var(--reprise-font-mono);
    font-variant-numeric: tabular-nums;
    text-align: end;
  }
  button[aria-current='true'] .time {
    color: var(--reprise-color-accent);
  }
  .title {
    overflow-wrap: anywhere;
  }
  @media (forced-colors: active) {
    button[aria-current='true'] {
      outline: 1px solid Highlight;
      outline-offset: -1px;
    }
  }
`;
