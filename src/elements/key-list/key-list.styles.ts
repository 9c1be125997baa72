import { css } from 'lit';

/** How `<reprise-key-list>` looks. */
export const styles = css`
  dialog {
    inline-size: min(26rem, calc(100vw - 2rem));
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
  dl {
    margin: 0;
  }
  dl div {
    display: flex;
    justify-content: space-between;
    align-items: center;
    gap: 1rem;
    padding-block: 0.25rem;
    border-block-start: 1px solid var(--reprise-color-line);
  }
  dt {
    order: 2;
    display: flex;
    gap: 0.25rem;
    flex: none;
    color: var(--reprise-color-faint);
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
    border-radius: 0.25rem;
    background: var(--reprise-color-panel);
    color: var(--reprise-color-text);
    font: 0.75rem/1.5 var(--reprise-font-mono);
    text-align: center;
  }
`;
