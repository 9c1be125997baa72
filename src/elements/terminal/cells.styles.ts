import { css } from 'lit';

/** How characters look by their attributes, links, and the cursor. */
export const cellStyles = css`
  .narrow {
    font-variant-emoji: text;
  }
  .drawn {
    overflow: clip;
    -webkit-text-fill-color: transparent;
    background-repeat: no-repeat;
  }
  @media (forced-colors: active) {
    .drawn {
      -webkit-text-fill-color: currentColor;
      background-image: none !important;
    }
  }

  .bold {
    font-weight: 700;
  }
  .italic {
    font-style: italic;
  }
  .invisible {
    -webkit-text-fill-color: transparent;
    text-decoration-color: transparent;
  }
  .single {
    text-decoration-line: underline;
  }
  .double {
    text-decoration: underline double;
  }
  .curly {
    text-decoration: underline wavy;
    text-decoration-thickness: max(1px, 0.06em);
    text-underline-offset: 0;
  }
  .dotted {
    text-decoration: underline dotted;
  }
  .dashed {
    text-decoration: underline dashed;
  }
  .strike {
    text-decoration-line: line-through;
  }
  /* With an underline the strike is a bar of its own: one decoration has one style. */
  .strike-bar {
    background: linear-gradient(currentColor, currentColor) 0 55% / 100% max(1px, 0.07em) no-repeat;
  }
  .overline {
    box-shadow: inset 0 max(1px, 0.07em) currentColor;
  }
  @media (prefers-reduced-motion: no-preference) {
    .blink {
      animation: blink 1.2s step-end infinite;
    }
    .cursor.blinking {
      animation: cursor-blink 1.2s step-end infinite;
    }
  }
  @keyframes blink {
    50% {
      -webkit-text-fill-color: transparent;
    }
  }
  @keyframes cursor-blink {
    50% {
      opacity: 0;
    }
  }

  .link {
    color: inherit;
    text-decoration: underline;
    text-decoration-color: color-mix(in srgb, currentColor 45%, transparent);
    text-underline-offset: 0.2em;
    border-radius: 2px;
  }
  .link > * {
    text-decoration-line: underline;
    text-decoration-color: color-mix(in srgb, currentColor 45%, transparent);
  }
  .link:hover > * {
    text-decoration-color: currentColor;
  }
  .link:focus-visible {
    outline: 2px solid var(--reprise-color-accent);
  }
  /* The text looks like another address than the one it leads to. */
  .link.misleading > * {
    text-decoration: underline wavy var(--reprise-color-warning);
  }

  /* Something is in the cell that is not seen, or turns what is: its hint says what. */
  .deceptive {
    border-radius: 0.125em;
    outline: 1px solid var(--reprise-color-warning);
    outline-offset: -1px;
    unicode-bidi: isolate;
  }

  .cursor {
    position: absolute;
    inset: 0 auto auto 0;
    block-size: var(--cell-height);
    line-height: var(--cell-height);
    overflow: clip;
    pointer-events: none;
    user-select: none;
    text-align: center;
    letter-spacing: 0;
  }
  .cursor::before {
    content: attr(data-character);
  }
  .cursor.block {
    background: var(--cursor);
    color: var(--bg);
  }
  .cursor.underline {
    box-shadow: inset 0 -0.14em var(--cursor);
  }
  .cursor.bar {
    box-shadow: inset 0.14em 0 var(--cursor);
  }
  .cursor:not(.block)::before {
    content: none;
  }
  @media (forced-colors: active) {
    .cursor {
      outline: 1px solid Highlight;
      outline-offset: -1px;
    }
  }
`;
