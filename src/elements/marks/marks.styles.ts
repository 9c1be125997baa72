import { css } from 'lit';

/** How the shapes of changes, errors and commits look, and the counts beside them. */
export const marksStyles = css`
  .marks {
    display: inline-flex;
    gap: 0.5rem;
    color: var(--reprise-color-soft);
    font-size: 0.75rem;
    white-space: nowrap;
    font-variant-numeric: tabular-nums;
  }
  .mark {
    display: inline-flex;
    gap: 0.25rem;
    align-items: center;
  }
  .shape {
    display: inline-block;
    flex: none;
    inline-size: 0.5rem;
    block-size: 0.5rem;
    forced-color-adjust: none;
  }
  .shape.changes {
    inline-size: 0.1875rem;
    block-size: 0.5625rem;
    border-radius: 1px;
    background: var(--reprise-color-add-ink);
  }
  .shape.errors {
    background: var(--reprise-color-delete-ink);
    clip-path: polygon(50% 0, 100% 100%, 0 100%);
  }
  .shape.commits {
    border-radius: 50%;
    background: var(--reprise-color-accent);
  }
  .shape.notes {
    background: var(--reprise-color-warning);
    clip-path: polygon(50% 0, 100% 50%, 50% 100%, 0 50%);
  }
`;
