import { css } from 'lit';

/** How `<reprise-split>` looks. */
export const styles = css`
  :host {
    display: block;
    min-inline-size: 0;
    min-block-size: 0;
  }
  .split {
    display: grid;
    grid-template: minmax(0, 1fr) / minmax(0, 1fr);
    block-size: 100%;
    /* Sizes are by pointer position from the left. */
    direction: ltr;
  }
  ::slotted(*) {
    min-inline-size: 0;
    min-block-size: 0;
  }
  [role='separator'] {
    position: relative;
    z-index: 2;
    touch-action: none;
    background: var(--reprise-color-line);
  }
  [role='separator']::before {
    content: '';
    position: absolute;
  }
  [role='separator']:hover,
  [role='separator']:active,
  [role='separator']:focus-visible {
    background: var(--reprise-color-accent);
    outline: none;
    box-shadow: 0 0 0 1px var(--reprise-color-accent);
  }
  :host([orientation='columns']) [role='separator'] {
    inline-size: 1px;
    cursor: col-resize;
  }
  :host([orientation='columns']) [role='separator']::before {
    inset: 0 -4px;
  }
  :host([orientation='rows']) [role='separator'] {
    block-size: 1px;
    cursor: row-resize;
  }
  :host([orientation='rows']) [role='separator']::before {
    inset: -4px 0;
  }
  @media (forced-colors: active) {
    [role='separator'] {
      background: CanvasText;
      forced-color-adjust: none;
    }
    [role='separator']:focus-visible {
      background: Highlight;
      box-shadow: 0 0 0 2px Highlight;
    }
  }
`;
