import { css } from 'lit';

/** How `<reprise-header>` looks. */
export const styles = css`
  :host {
    display: block;
    container-type: inline-size;
    color: var(--reprise-color-text);
    background: var(--reprise-color-background);
    font: var(--reprise-font-size) / 1.5 var(--reprise-font-sans);
  }
  .header {
    display: flex;
    gap: 0.5rem;
    align-items: center;
    min-inline-size: 0;
    block-size: 3rem;
    padding-inline: 1rem 0.75rem;
  }
  h2,
  .file {
    margin: 0;
    min-inline-size: 3rem;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    font-size: 0.875rem;
    font-weight: 600;
  }
  .file {
    color: var(--reprise-color-soft);
    font-weight: 400;
  }
  .chip {
    flex: none;
    padding: 0.0625rem 0.5625rem;
    border: 1px solid var(--reprise-color-line);
    border-radius: 99px;
    color: var(--reprise-color-soft);
    font-size: 0.75rem;
    line-height: 1.375rem;
    white-space: nowrap;
    font-variant-numeric: tabular-nums;
  }
  @media (pointer: coarse) {
    /* They look as they do; around them a finger hits them too. */
    .chip,
    .find {
      position: relative;
    }
    .chip::after,
    .find::after {
      content: '';
      position: absolute;
      inset: -0.625rem 0;
    }
  }
  .chip:hover {
    border-color: var(--reprise-color-edge);
    color: var(--reprise-color-text);
  }
  .space {
    flex: 1;
  }
  .find {
    display: flex;
    flex: 0 1 14rem;
    gap: 0.5rem;
    align-items: center;
    min-inline-size: 0;
    block-size: 2rem;
    padding-inline: 0.625rem 0.5rem;
    border: 1px solid var(--reprise-color-edge);
    border-radius: var(--reprise-radius-button);
    background: var(--reprise-color-panel);
    color: var(--reprise-color-soft);
    font-size: 0.8125rem;
    text-align: start;
  }
  .find:hover:not(:disabled) {
    color: var(--reprise-color-text);
  }
  .find[aria-expanded='true'] {
    border-color: var(--reprise-color-accent);
  }
  .find .icon {
    inline-size: 1rem;
    block-size: 1rem;
  }
  .find span {
    flex: 1;
    min-inline-size: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  kbd {
    padding-inline: 0.3rem;
    border: 1px solid var(--reprise-color-line);
    border-radius: var(--reprise-radius-code);
    background: var(--reprise-color-background);
    color: var(--reprise-color-faint);
    font: 0.75rem/1.35 var(--reprise-font-sans);
  }
  .outline {
    display: none;
  }
  /* The place of a button whose code is loaded after the first frame. */
  reprise-link-button {
    flex: none;
    min-inline-size: 2rem;
  }
  .bone {
    block-size: 0.75rem;
    inline-size: min(18rem, 50%);
    border-radius: 99px;
    background: var(--reprise-color-line);
  }
  @container (max-width: 47.5rem) {
    .outline {
      display: inline-grid;
    }
    .find {
      flex: none;
      justify-content: center;
      inline-size: 2rem;
      padding: 0;
      border-color: transparent;
      background: none;
    }
    .find[aria-expanded='true'] {
      border-radius: var(--reprise-radius-small);
      background: var(--reprise-color-accent-soft);
      color: var(--reprise-color-accent);
    }
    .find span,
    .find kbd {
      display: none;
    }
    .find .icon {
      inline-size: 1.125rem;
      block-size: 1.125rem;
    }
  }
  @container (max-width: 30rem) {
    .header {
      --reprise-target-size: 2.75rem;
      gap: 0;
      padding-inline-end: 0.25rem;
    }
    .chip {
      display: none;
    }
    reprise-link-button {
      min-inline-size: 2.75rem;
    }
    .find,
    .quiet {
      inline-size: 2.75rem;
      block-size: 2.75rem;
    }
    /* It is as high as a finger needs by itself. */
    .find::after {
      content: none;
    }
  }
  /* The narrowest: it is in the menu beside clock and speed. */
  @container (max-width: 20rem) {
    reprise-link-button {
      display: none;
    }
  }
  /* Large text on a phone: the buttons take all there is, the title is still heard. */
  @container (max-width: 15rem) {
    .header {
      padding-inline: 0.25rem;
    }
    h2,
    .file {
      position: absolute;
      inline-size: 1px;
      min-inline-size: 0;
      clip-path: inset(50%);
    }
  }
`;
