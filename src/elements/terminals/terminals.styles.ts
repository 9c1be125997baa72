import { css } from 'lit';

/** How `<reprise-terminals>` looks. */
export const styles = css`
  :host {
    display: flex;
    flex-direction: column;
    min-block-size: 0;
    min-inline-size: 0;
    background: var(--reprise-color-terminal);
    font: var(--reprise-font-size) / 1.5 var(--reprise-font-sans);
  }
  :host([hidden]) {
    display: none;
  }
  reprise-terminal {
    display: block;
    flex: 1;
    min-block-size: 0;
  }
`;
