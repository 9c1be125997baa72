import { css } from 'lit';

/** How `<reprise-stall-message>` looks: a bar across the player, in sight whatever is looked at. */
export const styles = css`
  :host {
    display: block;
  }
  .stall {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem 0.75rem;
    align-items: center;
    padding: 0.5rem 0.75rem;
    border-block: 1px solid var(--reprise-color-warning-line);
    background: var(--reprise-color-warning-soft);
    color: var(--reprise-color-text);
    font: 0.8125rem / 1.5 var(--reprise-font-sans);
  }
  .icon {
    color: var(--reprise-color-warning);
  }
  p {
    flex: 1 1 16rem;
    margin: 0;
    overflow-wrap: anywhere;
  }
  .details {
    color: var(--reprise-color-soft);
  }
`;
