import { css } from 'lit';

/** How `<reprise-code-block>` looks. */
export const codeBlockStyles = css`
  :host {
    display: block;
    min-inline-size: 0;
  }
  figure {
    position: relative;
    margin: 0;
    border: 1px solid var(--reprise-color-line);
    border-radius: var(--reprise-radius-medium);
    background: var(--reprise-color-panel);
    overflow: hidden;
  }
  figcaption {
    padding: 0.3125rem 0.75rem 0;
    color: var(--reprise-color-faint);
    font-size: 0.75rem;
    overflow: hidden;
    text-overflow: ellipsis;
  }
  pre {
    margin: 0;
    padding: 0.5rem 0.75rem;
    overflow-x: auto;
    font: 0.78125rem / 1.55 var(--reprise-font-mono);
    tab-size: 4;
  }
  pre:focus-visible {
    outline-offset: -2px;
  }
  .copy {
    position: absolute;
    inset-block-start: 0.1875rem;
    inset-inline-end: 0.1875rem;
    min-inline-size: 1.625rem;
    min-block-size: 1.625rem;
    background: var(--reprise-color-panel);
    opacity: 0;
  }
  .copy .icon {
    inline-size: 0.9375rem;
    block-size: 0.9375rem;
  }
  figure:hover .copy,
  .copy:focus-visible {
    opacity: 1;
  }
  @media (hover: none) {
    .copy {
      opacity: 1;
    }
  }
  @media print {
    button {
      display: none !important;
    }
    pre {
      white-space: pre-wrap;
      overflow-wrap: anywhere;
    }
  }
  .more {
    display: block;
    inline-size: 100%;
    padding: 0.375rem 0.75rem;
    border-block-start: 1px solid var(--reprise-color-line);
    color: var(--reprise-color-accent);
    font-size: 0.78125rem;
    text-align: start;
  }
`;
