import { css } from 'lit';

/**
 * Whatever text inherits from a host page, back to where it begins: a page in capitals, or one that indents its
 * paragraphs, says nothing about a player in it. `direction` stays as the page has it, and so does `visibility`: a player
 * in something hidden is hidden.
 */
const inherited = css`
  cursor: auto;
  font: var(--reprise-font-size) / 1.55 var(--reprise-font-sans);
  font-feature-settings: normal;
  font-synthesis: initial;
  font-variation-settings: normal;
  hyphens: manual;
  letter-spacing: normal;
  line-break: auto;
  list-style: none;
  orphans: 2;
  overflow-wrap: normal;
  quotes: auto;
  tab-size: 8;
  text-align: start;
  text-indent: 0;
  text-rendering: auto;
  text-shadow: none;
  text-size-adjust: none;
  text-transform: none;
  text-wrap: wrap;
  white-space: normal;
  widows: 2;
  word-break: normal;
  word-spacing: normal;
  writing-mode: horizontal-tb;
  -webkit-text-fill-color: currentcolor;
  -webkit-text-size-adjust: none;
  -webkit-text-stroke: 0;
`;

/** How `<reprise-player>` looks. */
export const styles = css`
  /*
   * Host pages style the host as they like, with rules that win over these: a page that unsets everything, or sets its
   * display to none, must not break it. So all that the player needs stands at the box inside.
   */
  :host {
    display: block;
    position: relative;
    box-sizing: border-box;
    /* With large text a narrow page is narrower than that. */
    min-inline-size: min(16rem, 100%);
    block-size: clamp(22rem, 75vh, 52rem);
    overflow: hidden;
    border: 1px solid var(--reprise-color-line);
    border-radius: var(--reprise-radius-large);
    background: var(--reprise-color-background);
  }
  :host([from]),
  :host([to]) {
    block-size: clamp(15rem, 50vh, 26rem);
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
    isolation: isolate;
    display: grid;
    grid-template: minmax(0, 1fr) auto auto / minmax(0, 1fr);
    min-inline-size: 0;
    block-size: 100%;
    overflow: hidden;
    border-radius: inherit;
    outline: none;
    background: var(--reprise-color-background);
    color: var(--reprise-color-text);
    ${inherited}
  }
  :host([from]) .player::before,
  :host([to]) .player::before {
    block-size: clamp(15rem, 50vh, 26rem);
  }
  /* Its size where the page has taken away the host's: in a host with a size it is cut off. */
  .player::before {
    content: '';
    grid-area: 1 / 1;
    inline-size: 44rem;
    max-inline-size: 100%;
    block-size: clamp(22rem, 75vh, 52rem);
    pointer-events: none;
  }
  .content {
    grid-area: 1 / 1;
    min-inline-size: 0;
    min-block-size: 0;
  }
  /* The control inside has the ring. */
  :host(:focus) {
    outline: none;
  }
  /* Over everything that stands in it, on a line of its own colour: a terminal is dark in every theme. */
  .player:focus-visible::after {
    content: '';
    position: absolute;
    inset: 0;
    z-index: 20;
    border-radius: inherit;
    outline: 2px solid var(--reprise-color-accent);
    outline-offset: -2px;
    box-shadow: inset 0 0 0 4px var(--reprise-color-background);
    pointer-events: none;
  }
  .content > reprise-cover {
    overflow: auto;
  }
  reprise-layout,
  reprise-excerpt,
  .content > reprise-cover,
  .content > reprise-error-message {
    block-size: 100%;
  }
  reprise-stall-message {
    grid-area: 2 / 1;
  }
  reprise-findings-note {
    grid-area: 3 / 1;
  }
  .opener {
    position: absolute;
    inset: 0;
    display: grid;
    place-items: center;
    inline-size: 100%;
    background: color-mix(in srgb, var(--reprise-color-background) 60%, transparent);
  }
  .opener img,
  .opener ::slotted(*) {
    grid-area: 1 / 1;
    inline-size: 100%;
    block-size: 100%;
    min-block-size: 0;
    object-fit: contain;
  }
  .opener .icon {
    grid-area: 1 / 1;
    z-index: 1;
    inline-size: 4rem;
    block-size: 4rem;
    padding: 1.125rem;
    border-radius: 50%;
    background: var(--reprise-color-accent);
    color: var(--reprise-color-on-accent);
  }
  .notice {
    position: absolute;
    z-index: 10;
    inset-block-end: 6.5rem;
    inset-inline: 0;
    display: flex;
    gap: 0.5rem;
    align-items: center;
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
  .notice button {
    min-block-size: 2rem;
    padding: 0.125rem 0.5rem;
    border-radius: var(--reprise-radius-small);
    color: var(--reprise-color-accent);
    font-weight: 600;
    white-space: nowrap;
    pointer-events: auto;
  }
  .notice button:hover {
    background: var(--reprise-color-accent-soft);
  }
  @media (prefers-reduced-motion: reduce) {
    .notice {
      transition: none;
    }
  }
  @media print {
    :host {
      block-size: auto !important;
      overflow: visible !important;
      border: 0 !important;
      color-scheme: light !important;
    }
    reprise-stall-message,
    reprise-findings-note {
      display: none;
    }
    .player,
    .content,
    reprise-layout {
      display: block;
      position: static;
      block-size: auto;
      overflow: visible;
      outline: none;
    }
    .player::before,
    .player::after,
    .opener,
    .notice {
      display: none;
    }
  }
`;
