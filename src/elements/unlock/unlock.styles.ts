import { css } from 'lit';

/** How `<reprise-unlock>` looks. */
export const styles = css`
  :host {
    display: grid;
    inline-size: min(100%, 24rem);
    text-align: start;
  }
  form {
    display: grid;
    gap: 0.75rem;
  }
  .icon {
    inline-size: 1.75rem;
    block-size: 1.75rem;
    color: var(--reprise-color-soft);
  }
  h2,
  p {
    margin: 0;
  }
  h2 {
    font-size: 1.125rem;
    font-weight: 600;
    line-height: 1.3;
  }
  .source {
    color: var(--reprise-color-faint);
    font-size: 0.8125rem;
    overflow-wrap: anywhere;
  }
  .intro {
    color: var(--reprise-color-soft);
  }
  .field {
    display: grid;
    gap: 0.25rem;
    margin-block-start: 0.25rem;
  }
  label {
    font-size: 0.8125rem;
    font-weight: 600;
  }
  .line {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
  }
  input {
    flex: 1 1 12rem;
    min-inline-size: 0;
    min-block-size: 2.5rem;
    margin: 0;
    padding: 0 0.75rem;
    border: 1px solid var(--reprise-color-edge);
    border-radius: var(--reprise-radius-button);
    background: var(--reprise-color-raised);
    color: var(--reprise-color-text);
    font: inherit;
  }
  input[aria-invalid='true'] {
    border-color: var(--reprise-color-error);
  }
  .button {
    flex: 0 1 auto;
    min-block-size: 2.5rem;
    padding-inline: 1.25rem;
  }
  .error {
    display: flex;
    gap: 0.375rem;
    align-items: start;
    color: var(--reprise-color-error);
    font-size: 0.875rem;
  }
  .error .icon {
    inline-size: 1.125rem;
    block-size: 1.125rem;
    margin-block-start: 0.125rem;
    color: inherit;
  }
  .hint {
    color: var(--reprise-color-faint);
    font-size: 0.8125rem;
  }
  @media (pointer: coarse) {
    input,
    .button {
      min-block-size: 2.75rem;
      /* Phones enlarge the page for smaller letters. */
      font-size: 1rem;
    }
  }
`;
