import { css } from 'lit';

/** How `<reprise-picture>` looks. */
export const pictureStyles = css`
  :host {
    display: block;
    margin: 0.5rem 0;
  }
  p {
    display: flex;
    gap: 0.5rem;
    align-items: center;
    margin: 0;
    padding: 0.5rem 0.75rem;
    border: 1px solid var(--reprise-color-line);
    border-radius: var(--reprise-radius-medium);
    color: var(--reprise-color-soft);
    font-size: 0.8125rem;
  }
  .waiting {
    min-block-size: min(8rem, var(--picture-height, 8rem));
    justify-content: center;
  }
  button:not(.quiet) {
    display: block;
    max-inline-size: 100%;
    padding: 0;
    border: 1px solid var(--reprise-color-line);
    border-radius: var(--reprise-radius-medium);
    overflow: hidden;
    cursor: zoom-in;
  }
  button img {
    display: block;
    max-inline-size: 100%;
    max-block-size: var(--picture-height, 22rem);
  }
  dialog {
    max-inline-size: 96vw;
    max-block-size: 96vh;
    padding: 0;
    border: 1px solid var(--reprise-color-line);
    border-radius: var(--reprise-radius-medium);
    background: var(--reprise-color-background);
    overflow: auto;
  }
  dialog::backdrop {
    background: rgb(0 0 0 / 0.6);
  }
  dialog img {
    display: block;
    max-inline-size: 100%;
  }
  dialog .quiet {
    position: fixed;
    inset-block-start: 1rem;
    inset-inline-end: 1rem;
    background: var(--reprise-color-raised);
  }
`;
