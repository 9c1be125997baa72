import { css } from 'lit';

/** The frame of a row, and what `draw-prompt.ts` draws in it. */
export const rowStyles = css`
  .row {
    position: relative;
    box-sizing: border-box;
    /* Heights add up: rows have padding, and no margins that collapse. */
    padding-block: 0.25rem;
    border-radius: var(--reprise-radius-medium);
  }
  .row > * {
    margin-block: 0;
  }
  .row.cover {
    min-block-size: 1px;
    padding-block: 0;
  }
  .row.cover > .cut-line {
    margin-block-start: 0.75rem;
    border: 1px dashed var(--reprise-color-warning);
    border-radius: var(--reprise-radius-medium);
  }
  .row:has(> .who) {
    padding-block-start: 0.75rem;
  }
  .row.is-prompt {
    padding-block: 1rem 0.75rem;
  }
  .row .who {
    margin-block-end: 0.3125rem;
  }
  .who {
    display: flex;
    gap: 0.5rem;
    align-items: center;
    color: var(--reprise-color-soft);
    font-size: 0.75rem;
  }
  .who b {
    color: var(--reprise-color-text);
    font-weight: 600;
  }
  .who .model {
    margin-inline-start: -0.25rem;
  }
  .avatar {
    display: grid;
    place-items: center;
    inline-size: 1.25rem;
    block-size: 1.25rem;
    border-radius: var(--reprise-radius-small);
    background: #5b6b80;
    color: #fff;
    font-size: 0.6875rem;
    font-weight: 700;
  }
  .time {
    padding: 0;
    color: inherit;
    font-variant-numeric: tabular-nums;
  }
  .who .time:hover {
    color: var(--reprise-color-accent);
    text-decoration: underline;
  }
  .prompt {
    padding: 0.5625rem 0.75rem;
    border-radius: var(--reprise-radius-medium);
    background: var(--reprise-color-accent-soft);
  }
  .now.is-prompt .prompt {
    box-shadow: 0 0 0 1px var(--reprise-color-accent);
  }
  .used {
    margin: 0.1875rem 0 0;
    color: var(--reprise-color-soft);
    font-size: 0.75rem;
    font-variant-numeric: tabular-nums;
    text-align: end;
  }
  .clipped {
    max-block-size: 18rem;
    overflow: hidden;
    mask-image: linear-gradient(#000 75%, transparent);
  }
  .more {
    display: block;
    margin-block-start: 0.25rem;
  }
  .link {
    padding: 0.125rem 0;
    color: var(--reprise-color-accent);
    font-size: 0.78125rem;
  }
  .link:hover {
    text-decoration: underline;
  }
  @media (forced-colors: active) {
    .now .prompt {
      outline: 2px solid Highlight;
    }
    .prompt {
      border: 1px solid;
    }
  }
`;
