import { css } from 'lit';

/**
 * The grid. Every run is an inline block of its exact width and of the row's height, so that columns line up
 * whatever font a character comes from, and backgrounds leave no gaps.
 */
export const styles = css`
  :host {
    --fg: var(--reprise-terminal-foreground, var(--reprise-color-terminal-text));
    --bg: var(--reprise-terminal-background, var(--reprise-color-terminal));
    --cursor: var(--reprise-terminal-cursor, var(--fg));
    --c0: var(--reprise-terminal-0, #3d4653);
    --c1: var(--reprise-terminal-1, #f47f7f);
    --c2: var(--reprise-terminal-2, #7ad49a);
    --c3: var(--reprise-terminal-3, #e5b567);
    --c4: var(--reprise-terminal-4, #7fb0ff);
    --c5: var(--reprise-terminal-5, #c4a7ff);
    --c6: var(--reprise-terminal-6, #76d0dc);
    --c7: var(--reprise-terminal-7, #cfd6df);
    --c8: var(--reprise-terminal-8, #7d8794);
    --c9: var(--reprise-terminal-9, #ff9d9d);
    --c10: var(--reprise-terminal-10, #96e6b3);
    --c11: var(--reprise-terminal-11, #f7d08a);
    --c12: var(--reprise-terminal-12, #a8c8ff);
    --c13: var(--reprise-terminal-13, #d9c6ff);
    --c14: var(--reprise-terminal-14, #a3e4ec);
    --c15: var(--reprise-terminal-15, #ffffff);
    --mark: var(--reprise-terminal-mark, color-mix(in srgb, #7c86ff 17%, transparent));
    --padding: var(--reprise-terminal-padding, 0.75rem);
    display: block;
    position: relative;
    contain: content;
    min-inline-size: 0;
    color-scheme: dark;
  }
  :host([hidden]) {
    display: none;
  }

  .screen {
    box-sizing: border-box;
    block-size: 100%;
    padding: 0 var(--padding);
    /* Not a padding: rows that are scrolled off would be seen in it. */
    border-block: var(--padding) solid var(--bg);
    overflow: auto;
    overflow-anchor: none;
    scrollbar-gutter: stable;
    background: var(--bg);
    color: var(--fg);
    font-family: var(--reprise-font-mono);
    scrollbar-width: thin;
    scrollbar-color: color-mix(in srgb, var(--fg) 30%, transparent) transparent;
    /* Two fingers change the size of the text. */
    touch-action: pan-x pan-y;
  }
  .wrapped {
    overflow-x: hidden;
  }
  .frames > div {
    position: absolute;
    inset: 0 auto auto 0;
    box-sizing: border-box;
    outline: 2px solid var(--reprise-color-warning);
    outline-offset: 2px;
    border-radius: 1px;
    pointer-events: none;
  }
  .screen:focus-visible {
    outline: 2px solid var(--reprise-color-accent);
    outline-offset: -2px;
  }

  .grid {
    position: relative;
    min-inline-size: 0;
    font-variant-ligatures: none;
    font-kerning: none;
    text-rendering: geometricPrecision;
    text-size-adjust: none;
    direction: ltr;
    tab-size: 1;
  }
  :host([centered]) .grid {
    margin-inline: auto;
  }
  .edge {
    display: none;
    box-sizing: border-box;
    position: absolute;
    pointer-events: none;
  }
  :host([centered]) .edge {
    display: block;
    border: 1px solid color-mix(in srgb, var(--fg) 22%, var(--bg));
    background: var(--bg);
  }
  :host([centered]) .screen {
    border-color: var(--around);
    background: var(--around);
    --around: color-mix(in srgb, var(--bg) 60%, #000);
  }
  .rows {
    box-sizing: border-box;
    block-size: 100%;
    line-height: 0;
    overflow-wrap: normal;
  }
  /* In a line each, but not blocks: those would be copied with a line feed that a line which goes on has not. */
  .row {
    display: inline-block;
    box-sizing: border-box;
    inline-size: 100%;
    block-size: var(--cell-height);
    line-height: var(--cell-height);
    vertical-align: top;
    position: relative;
    white-space: pre;
    unicode-bidi: isolate;
    contain: size layout style;
  }
  .screen-top {
    margin-block-start: var(--gap, 0);
  }
  .marked::before {
    content: '';
    position: absolute;
    z-index: -1;
    inset-block: 0;
    inset-inline: calc(-1 * var(--padding));
    border-inline-start: 3px solid var(--reprise-terminal-mark-bar, #9d95ff);
    background: var(--mark);
  }
  .blank {
    user-select: none;
  }
  .row > canvas {
    position: absolute;
    z-index: -1;
    inset: 0 auto auto 0;
    user-select: none;
    pointer-events: none;
  }
  .crowded > span {
    -webkit-text-fill-color: transparent;
    background: none !important;
  }
  @media (forced-colors: active) {
    .screen {
      border-color: Canvas;
    }
    .crowded > canvas {
      display: none;
    }
    .crowded > span {
      -webkit-text-fill-color: currentColor;
    }
    .marked::before {
      border-inline-start-color: Highlight;
    }
  }

  .fixed {
    display: inline-block;
    block-size: var(--cell-height);
    vertical-align: top;
  }
  .row > *,
  .link > * {
    text-decoration-skip-ink: none;
    text-underline-offset: 0.15em;
    text-decoration-thickness: from-font;
  }
  /* Takes no room, whatever is measured in it. */
  .metrics {
    position: absolute;
    inset: 0 auto auto 0;
    inline-size: 0;
    block-size: 0;
    overflow: clip;
    visibility: hidden;
    user-select: none;
    white-space: pre;
    letter-spacing: 0;
  }
  .sizes {
    font-size: var(--reprise-terminal-font-size, 0.8125rem);
    min-width: var(--reprise-terminal-min-font-size, 0.6875rem);
    max-width: var(--reprise-terminal-max-font-size, 1rem);
  }

  :host([centered]) .sizes {
    max-width: var(--reprise-terminal-max-font-size, 1.75rem);
  }

  .notice {
    display: flex;
    align-items: center;
    gap: 0.75rem;
    block-size: 2.5rem;
    margin: 0;
    overflow: clip;
    color: color-mix(in srgb, var(--fg) 72%, var(--bg));
    font: 0.8125rem/1.25 var(--reprise-font-sans);
    user-select: none;
  }
  .load,
  .chip {
    min-block-size: 1.75rem;
    padding: 0.125rem 0.625rem;
    border: 1px solid color-mix(in srgb, var(--fg) 45%, var(--bg));
    border-radius: 999px;
    background: color-mix(in srgb, var(--fg) 12%, var(--bg));
    color: var(--fg);
    font: 0.8125rem/1.25 var(--reprise-font-sans);
  }
  .load:hover,
  .chip:hover {
    border-color: var(--fg);
  }
  .chip {
    position: absolute;
    inset-block-end: 1rem;
    inset-inline-start: 50%;
    translate: -50% 0;
    box-shadow: 0 2px 8px rgb(0 0 0 / 40%);
  }
  @media (max-width: 30rem) {
    .load {
      min-block-size: 2.25rem;
    }
    .chip {
      min-block-size: 2.75rem;
    }
  }

  .message {
    display: grid;
    place-content: center;
    box-sizing: border-box;
    block-size: 100%;
    min-block-size: 6rem;
    margin: 0;
    padding: 1rem;
    background: var(--bg);
    color: color-mix(in srgb, var(--fg) 65%, var(--bg));
    font: var(--reprise-font-size) / 1.5 var(--reprise-font-sans);
    text-align: center;
  }
  /* What is there in a moment is not announced. */
  .loading {
    animation: appear 0s 400ms backwards;
  }
  @keyframes appear {
    from {
      visibility: hidden;
    }
  }
`;
