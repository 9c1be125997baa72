import { css } from 'lit';

/** How `<reprise-error-message>` looks. */
export const styles = css`
  :host {
    display: grid;
    place-items: center;
    overflow: auto;
    padding: 1.5rem;
    font: var(--reprise-font-size) / 1.5 var(--reprise-font-sans);
    color: var(--reprise-color-text);
  }
  .error {
    display: grid;
    justify-items: center;
    gap: 0.375rem;
    max-inline-size: 30rem;
    text-align: center;
    overflow-wrap: anywhere;
  }
  .icon {
    inline-size: 1.75rem;
    block-size: 1.75rem;
    margin-block-end: 0.25rem;
    color: var(--reprise-color-faint);
  }
  p {
    margin: 0;
  }
  .message {
    font-weight: 600;
  }
  .advice {
    color: var(--reprise-color-soft);
  }
  .details {
    display: flex;
    flex-wrap: wrap;
    justify-content: center;
    gap: 0 0.75rem;
    color: var(--reprise-color-faint);
    font-size: 0.75rem;
  }
  .again {
    margin-block-start: 0.75rem;
    padding: 0.375rem 0.875rem;
    border: 1px solid var(--reprise-color-line);
    border-radius: 0.5rem;
    background: var(--reprise-color-raised);
    font-weight: 600;
    font-size: 0.8125rem;
  }
  .again:hover {
    border-color: var(--reprise-color-faint);
  }
`;
