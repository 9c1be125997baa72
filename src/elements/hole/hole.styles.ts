import { css } from 'lit';

/** How a hole looks, in whatever pane it stands. */
export const holeStyles = css`
  .hole {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem 0.75rem;
    align-items: center;
    margin: 0.75rem;
    padding: 0.625rem 0.75rem;
    border: 1px dashed var(--reprise-color-warning-line);
    border-radius: var(--reprise-radius-medium);
    background: var(--reprise-color-warning-soft);
    color: var(--reprise-color-text);
    font-family: var(--reprise-font-sans);
    font-size: 0.8125rem;
    line-height: 1.5;
    white-space: normal;
  }
  .hole .icon {
    color: var(--reprise-color-warning);
  }
  .hole p {
    flex: 1 1 14rem;
    margin: 0;
  }
`;
