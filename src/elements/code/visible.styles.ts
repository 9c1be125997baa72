import { css } from 'lit';

/** Marks of `renderVisible`: the code point is drawn, the character itself takes no room but can be copied. */
export const visibleStyles = css`
  .code-point {
    unicode-bidi: isolate;
    display: inline-block;
    padding-inline: 0.25em;
    border-radius: 0.25em;
    background: color-mix(in srgb, var(--reprise-color-warning) 22%, transparent);
    color: var(--reprise-color-text);
    font-size: 0.75em;
    line-height: 1.4;
    vertical-align: 0.1em;
    white-space: nowrap;
  }
  .code-point::before {
    content: attr(data-code);
  }
  .code-point:not(.alike) span {
    font-size: 0;
  }
  /* The letter as it is, and behind it which one. */
  .code-point.alike {
    font-size: 1em;
    vertical-align: baseline;
  }
  .code-point.alike::before {
    content: none;
  }
  .code-point.alike::after {
    margin-inline-start: 0.25em;
    content: attr(data-code);
    font-size: 0.75em;
  }
`;
