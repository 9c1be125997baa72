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
    color: var(--reprise-color-warning);
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
  .button {
    margin-block-start: 0.75rem;
  }
`;
