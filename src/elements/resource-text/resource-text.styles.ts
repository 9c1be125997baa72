import { css } from 'lit';

/** How `<reprise-resource-text>` looks. */
export const resourceTextStyles = css`
  :host {
    display: block;
  }
  .toggle {
    padding: 0.25rem 0;
    color: var(--reprise-color-accent);
    font-size: 0.78125rem;
  }
  [role='status'] {
    color: var(--reprise-color-soft);
    font-size: 0.78125rem;
  }
  pre {
    max-block-size: 28rem;
    margin: 0.25rem 0;
    padding: 0.5rem 0.625rem;
    border: 1px solid var(--reprise-color-line);
    border-radius: var(--reprise-radius-small);
    background: var(--reprise-color-panel);
    color: var(--reprise-color-text);
    overflow: auto;
    font: 0.75rem / 1.5 var(--reprise-font-mono);
    white-space: pre-wrap;
    overflow-wrap: anywhere;
    tab-size: 4;
  }
`;
