import { css } from 'lit';

/** How `<reprise-key-list>` looks. */
export const styles = css`
  dialog {
    inline-size: min(56rem, calc(100vw - 2rem));
    max-block-size: calc(100dvb - 2rem);
    padding: 0;
    border: 1px solid var(--reprise-color-line);
    border-radius: var(--reprise-radius-large);
    background: var(--reprise-color-raised);
    color: var(--reprise-color-text);
    box-shadow: 0 16px 48px #0004;
    font: var(--reprise-font-size) / 1.5 var(--reprise-font-sans);
  }
  dialog::backdrop {
    background: #0006;
  }
  .content {
    padding: 0.875rem 1.125rem 1.125rem;
  }
  header {
    display: flex;
    align-items: center;
    justify-content: space-between;
    margin-block-end: 0.375rem;
  }
  h2 {
    margin: 0;
    font-size: 0.9375rem;
    font-weight: 600;
  }
  .groups {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(15rem, 100%), 1fr));
    gap: 0.75rem 1.75rem;
  }
  h3 {
    margin: 0.375rem 0;
    color: var(--reprise-color-soft);
    font-size: 0.75rem;
    font-weight: 600;
  }
  dl {
    margin: 0;
  }
  dl div {
    display: flex;
    justify-content: space-between;
    align-items: center;
    gap: 0.75rem;
    min-block-size: 2rem;
    padding-block: 0.1875rem;
    border-block-start: 1px solid var(--reprise-color-line);
  }
  dt {
    order: 2;
    display: flex;
    gap: 0.375rem;
    flex: none;
    color: var(--reprise-color-faint);
  }
  .keys {
    display: inline-flex;
    gap: 0.125rem;
  }
  dd {
    margin: 0;
    color: var(--reprise-color-soft);
    font-size: 0.8125rem;
  }
  kbd {
    min-inline-size: 1.5rem;
    padding: 0.0625rem 0.375rem;
    border: 1px solid var(--reprise-color-line);
    border-block-end-width: 2px;
    border-radius: 0.25rem;
    background: var(--reprise-color-panel);
    color: var(--reprise-color-text);
    font: 0.75rem/1.5 var(--reprise-font-sans);
    text-align: center;
    white-space: nowrap;
  }
`;
