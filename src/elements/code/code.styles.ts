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
