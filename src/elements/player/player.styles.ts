import { css } from 'lit';

/** How `<reprise-player>` looks. */
export const styles = css`
  :host {
    display: block;
    position: relative;
    /* With large text a narrow page is narrower than that. */
    min-inline-size: min(16rem, 100%);
    block-size: clamp(22rem, 75vh, 52rem);
    overflow: hidden;
    border: 1px solid var(--reprise-color-line);
    border-radius: var(--reprise-radius-large);
    background: var(--reprise-color-background);
    color: var(--reprise-color-text);
    font: var(--reprise-font-size) / 1.55 var(--reprise-font-sans);
    text-align: start;
    -webkit-text-size-adjust: none;
    text-size-adjust: none;
  }
  :host([hidden]) {
    display: none;
  }
  :host([theme='light']) {
    color-scheme: light;
  }
  :host([theme='dark']) {
    color-scheme: dark;
  }
  :host([theme='auto']) {
    color-scheme: light dark;
  }
  :host(:fullscreen) {
    block-size: 100%;
    border: 0;
    border-radius: 0;
  }
  .player {
    position: relative;
    block-size: 100%;
    outline: none;
  }
  /* The control inside has the ring. */
  :host(:focus) {
    outline: none;
  }
  .player:focus-visible {
    outline: 2px solid var(--reprise-color-accent);
    outline-offset: -2px;
  }
  reprise-layout,
  .player > reprise-error-message {
    block-size: 100%;
  }
  .opener {
    position: absolute;
    inset: 0;
    display: grid;
    place-items: center;
    inline-size: 100%;
    background: color-mix(in srgb, var(--reprise-color-background) 60%, transparent);
  }
  .opener .icon {
    inline-size: 4rem;
    block-size: 4rem;
    padding: 1.125rem;
    border-radius: 50%;
    background: var(--reprise-color-accent);
    color: var(--reprise-color-on-accent);
  }
  .notice {
    position: absolute;
    inset-block-end: 6.5rem;
    inset-inline: 0;
    inline-size: fit-content;
    max-inline-size: calc(100% - 2rem);
    margin-inline: auto;
    padding: 0.4375rem 0.875rem;
    border: 1px solid var(--reprise-color-line);
    border-radius: var(--reprise-radius-medium);
    background: var(--reprise-color-raised);
    color: var(--reprise-color-text);
    box-shadow: 0 8px 24px #0003;
    font-size: 0.8125rem;
    opacity: 0;
    pointer-events: none;
    transition: opacity var(--reprise-duration);
  }
  .notice[data-shown] {
    opacity: 1;
  }
  @media (prefers-reduced-motion: reduce) {
    .notice {
      transition: none;
    }
  }
`;
