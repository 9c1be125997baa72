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
    padding: 1rem 1.125rem;
    overflow-y: auto;
    scrollbar-gutter: stable;
    scrollbar-width: thin;
    scrollbar-color: var(--reprise-color-track) transparent;
  }
  ::slotted([slot='cover']) {
    margin: -1rem -1.125rem 1rem;
  }
  .earlier {
    display: block;
    margin: 0 auto 0.75rem;
    padding: 0.1875rem 0.75rem;
    border: 1px solid var(--reprise-color-line);
    border-radius: 99px;
    color: var(--reprise-color-soft);
    font-size: 0.75rem;
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
  @container (max-width: 480px) {
    .scroller {
      padding: 0.875rem 0.875rem 0.75rem;
    }
  }
`;
