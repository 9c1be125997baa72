import { css } from 'lit';

/** Colours of the marks, wherever they stand; their shapes say the same. */
export const markStyles = css`
  .mark {
    fill: var(--reprise-color-soft);
  }
  .mark.error,
  .mark.failed {
    fill: var(--reprise-color-delete-ink);
  }
  .mark.change,
  .mark.passed {
    fill: var(--reprise-color-add-ink);
  }
  .mark.commit {
    fill: var(--reprise-color-accent);
  }
  .mark.note {
    fill: var(--reprise-color-warning);
  }
  svg.mark {
    flex: none;
    inline-size: 0.625rem;
    block-size: 0.625rem;
    overflow: visible;
  }
  @media (forced-colors: active) {
    .mark {
      fill: CanvasText !important;
      forced-color-adjust: none;
    }
  }
`;
