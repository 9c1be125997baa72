import { css } from 'lit';

/** How `<reprise-time-display>` looks. */
export const styles = css`
  :host {
    display: inline-block;
    flex: none;
    position: relative;
    font: 0.8125rem/1.4 var(--reprise-font-sans);
    font-variant-numeric: tabular-nums;
    color: var(--reprise-color-soft);
    white-space: nowrap;
  }
  .bone {
    display: block;
    inline-size: 5.5rem;
    max-inline-size: 100%;
    block-size: 0.75rem;
    border-radius: 99px;
    background: var(--reprise-color-line);
  }
  b {
    color: var(--reprise-color-text);
    font-weight: 600;
  }
`;
