import { css } from 'lit';

/** How `<reprise-findings-note>` looks: a quiet line under everything, which opens. */
export const styles = css`
  :host {
    display: block;
  }
  .findings {
    display: flex;
    gap: 0.25rem;
    align-items: flex-start;
    padding: 0.125rem 0.5rem 0.125rem 0.75rem;
    border-block-start: 1px solid var(--reprise-color-line);
    background: var(--reprise-color-panel);
    color: var(--reprise-color-soft);
    font: 0.8125rem / 1.5 var(--reprise-font-sans);
  }
  details {
    flex: 1;
    min-inline-size: 0;
    padding-block: 0.375rem;
  }
  summary {
    cursor: pointer;
  }
  summary .icon {
    inline-size: 1rem;
    block-size: 1rem;
    margin-inline: 0.25rem;
    vertical-align: -0.1875rem;
    color: var(--reprise-color-warning);
  }
  ul {
    max-block-size: 10rem;
    margin: 0.25rem 0 0;
    padding-inline-start: 1.5rem;
    overflow: auto;
    color: var(--reprise-color-text);
  }
  li {
    overflow-wrap: anywhere;
  }
`;
