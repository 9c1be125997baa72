import { css } from 'lit';

/** The look of what `typed-text.ts` draws; the text sits in an element with the class `prose`. */
export const typedTextStyles = css`
  .prose {
    overflow-wrap: anywhere;
    unicode-bidi: isolate;
  }
  .prose .plain {
    margin: 0.5rem 0;
    white-space: pre-wrap;
  }
  .prose code {
    padding: 0 0.25em;
    border: 1px solid var(--reprise-color-line);
    border-radius: 0.3125rem;
    background: var(--reprise-color-panel);
    font: 0.89em var(--reprise-font-mono);
  }
  .prose a {
    color: var(--reprise-color-accent);
    text-decoration-thickness: 1px;
    text-underline-offset: 0.15em;
  }
  .prose .true-host {
    padding: 0 0.3em;
    border-radius: 0.3125rem;
    background: color-mix(in srgb, var(--reprise-color-warning) 18%, transparent);
    font: 0.85em var(--reprise-font-mono);
  }
  .prose > :first-child {
    margin-block-start: 0;
  }
  .prose > :last-child {
    margin-block-end: 0;
  }
`;
