import { css } from 'lit';

/** Colours of the tokens that `renderTokens` draws. */
export const codeStyles = css`
  .code-keyword {
    color: var(--reprise-color-code-keyword);
  }
  .code-string {
    color: var(--reprise-color-code-string);
  }
  .code-number {
    color: var(--reprise-color-code-number);
  }
  .code-comment {
    color: var(--reprise-color-code-comment);
  }
  .code-title,
  .code-attribute {
    color: var(--reprise-color-code-title);
  }
  .code-inserted {
    color: var(--reprise-color-add-ink);
  }
  .code-deleted {
    color: var(--reprise-color-delete-ink);
  }
`;

/** Marks of `renderVisible`: the code point is drawn, the character itself takes no room but can be copied. */
export const visibleStyles = css`
  .mark {
    unicode-bidi: isolate;
    display: inline-block;
    padding-inline: 0.25em;
    border-radius: 0.25em;
    background: color-mix(in srgb, var(--reprise-color-warning) 22%, transparent);
    color: var(--reprise-color-text);
    font-size: 0.75em;
    line-height: 1.4;
    vertical-align: 0.1em;
  }
  .mark::before {
    content: attr(data-code);
  }
  .mark span {
    font-size: 0;
  }
`;
