import { css } from 'lit';

/** How `<reprise-tabs>` looks. */
export const styles = css`
  :host {
    display: block;
    min-inline-size: 0;
  }
  [role='tablist'] {
    display: flex;
    gap: 0.25rem;
    overflow-x: auto;
    scrollbar-width: none;
    /* Room for the focus ring inside the scrolled row. */
    padding: 0.1875rem;
    margin: -0.1875rem;
  }
  [role='tab'] {
    display: inline-flex;
    flex: none;
    gap: 0.125rem;
    align-items: center;
    min-block-size: 1.75rem;
    white-space: nowrap;
  }
  [role='tab'] .icon {
    inline-size: 0.875rem;
    block-size: 0.875rem;
  }
  [role='tab']:focus-visible {
    outline-offset: 0;
  }
`;
