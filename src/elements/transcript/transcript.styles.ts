import { css } from 'lit';

/** Frame, list and what floats above it; the rows have their own sheet. */
export const transcriptStyles = css`
  :host {
    display: block;
    block-size: 100%;
    min-block-size: 0;
    background: var(--reprise-color-background);
    color: var(--reprise-color-text);
    font: var(--reprise-font-size) / 1.55 var(--reprise-font-sans);
    container-type: inline-size;
  }
  :host([hidden]) {
    display: none;
  }
  .frame {
    position: relative;
    display: flex;
    flex-direction: column;
    block-size: 100%;
  }
  .scroller {
    flex: 1;
    min-block-size: 0;
    overflow: hidden auto;
    /* What a finger does sideways is a swipe to the next turn. */
    touch-action: pan-y pinch-zoom;
    /* The document holds what is read in its place by itself, in every browser. */
    overflow-anchor: none;
    scrollbar-gutter: stable;
    scrollbar-width: thin;
    scrollbar-color: var(--reprise-color-track) transparent;
  }
  .document {
    box-sizing: border-box;
    min-block-size: 100%;
    padding-inline: 1.5rem 1rem;
  }
  /* Over the document, not above it: nothing moves when it comes. */
  .prompt-above {
    position: absolute;
    inset-block-start: 0;
    inset-inline: 0;
    z-index: 2;
    display: flex;
    gap: 0.75rem;
    align-items: center;
    min-block-size: 2rem;
    padding: 0.25rem 1.5rem;
    border-block-end: 1px solid var(--reprise-color-line);
    background: var(--reprise-color-accent-soft);
    color: var(--reprise-color-text);
    font-size: 0.8125rem;
    text-align: start;
  }
  .prompt-above .text {
    flex: 1;
    min-inline-size: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .prompt-above .number {
    color: var(--reprise-color-soft);
    font-size: 0.75rem;
    font-variant-numeric: tabular-nums;
  }
  .sentence-button {
    display: flex;
    gap: 0.5rem;
    align-items: center;
    inline-size: 100%;
    min-block-size: 1.75rem;
    padding: 0.125rem 0;
    color: var(--reprise-color-soft);
    font-size: 0.8125rem;
    text-align: start;
  }
  .sentence-button:hover {
    color: var(--reprise-color-text);
  }
  .sentence-button .icon {
    flex: none;
  }
  .sentence-button[aria-expanded='true'] .icon {
    transform: rotate(90deg);
  }
  .sentence-button .text {
    min-inline-size: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .sentence-button .rule {
    flex: 1;
    min-inline-size: 1rem;
    border-block-start: 1px solid var(--reprise-color-line);
  }
  .sentence-button .duration {
    color: var(--reprise-color-faint);
    font-size: 0.75rem;
    font-variant-numeric: tabular-nums;
  }
  .run.now .icon {
    color: var(--reprise-color-accent);
  }
  .pause p {
    display: flex;
    gap: 0.75rem;
    align-items: center;
    margin: 0;
    padding-block: 0.5rem;
    color: var(--reprise-color-faint);
    font-size: 0.75rem;
  }
  .pause p::before,
  .pause p::after {
    content: '';
    flex: 1;
    border-block-start: 1px dashed var(--reprise-color-line);
  }
  .unloaded {
    overflow: hidden;
    color: var(--reprise-color-faint);
    font-size: 0.8125rem;
  }
  .unloaded p {
    position: absolute;
    inset-inline: 0;
    margin: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .unloaded b {
    font-weight: 400;
    font-variant-numeric: tabular-nums;
  }
  .back {
    display: flex;
    gap: 0.75rem;
    align-items: center;
    min-inline-size: 0;
    padding: 0.375rem 1.125rem;
    border-block-end: 1px solid var(--reprise-color-line);
    background: var(--reprise-color-panel);
    font-size: 0.8125rem;
  }
  .back button {
    display: flex;
    flex: none;
    align-items: center;
    color: var(--reprise-color-accent);
  }
  .back .icon {
    transform: rotate(180deg);
  }
  .back b {
    overflow: hidden;
    font-weight: 600;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .to-playhead,
  .note:not(:empty) {
    position: absolute;
    inset-block-end: 0.75rem;
    inset-inline-start: 50%;
    z-index: 2;
    display: flex;
    gap: 0.25rem;
    align-items: center;
    padding: 0.25rem 0.75rem;
    border: 1px solid var(--reprise-color-line);
    border-radius: 99px;
    background: var(--reprise-color-raised);
    box-shadow: 0 6px 20px rgb(0 0 0 / 0.18);
    color: var(--reprise-color-text);
    font-size: 0.78125rem;
    transform: translateX(-50%);
    white-space: nowrap;
  }
  .note:not(:empty) {
    inset-block-end: 3rem;
  }
  .sentence {
    display: grid;
    place-items: center;
    min-block-size: 60%;
    margin: 0;
    color: var(--reprise-color-soft);
    text-align: center;
  }
  .loading i {
    display: block;
    block-size: 0.75rem;
    margin-block-end: 0.875rem;
    border-radius: 0.25rem;
    background: var(--reprise-color-panel);
  }
  .loading i:nth-of-type(3n + 1) {
    inline-size: 40%;
  }
  .loading i:nth-of-type(3n) {
    inline-size: 75%;
  }
  @media (prefers-reduced-motion: no-preference) {
    .fresh {
      animation: appear 180ms ease-out;
    }
  }
  @keyframes appear {
    from {
      opacity: 0;
      transform: translateY(0.25rem);
    }
  }
  @container (max-width: 30rem) {
    .document {
      padding-inline: 0.875rem 0.5rem;
    }
    .prompt-above {
      padding-inline: 0.875rem;
    }
    .sentence-button {
      min-block-size: 2.75rem;
    }
  }
`;
