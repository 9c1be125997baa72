import { css } from 'lit';

/** How the line of `draw-cut.ts` looks in a pane. */
export const cutStyles = css`
  .cut-line {
    display: flex;
    flex: none;
    gap: 0.5rem;
    align-items: center;
    margin: 0;
    padding: 0.3125rem 0.75rem;
    border-block-end: 1px dashed var(--reprise-color-warning);
    background: color-mix(in srgb, var(--reprise-color-warning) 8%, var(--reprise-color-background));
    color: var(--reprise-color-warning);
    font-size: 0.8125rem;
  }
  .cut-line .icon {
    flex: none;
    inline-size: 0.9375rem;
    block-size: 0.9375rem;
  }
`;
