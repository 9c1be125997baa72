import { css } from 'lit';

/** How `<reprise-play-button>` looks. */
export const styles = css`
  :host {
    display: inline-block;
    flex: none;
  }
  button {
    display: grid;
    place-items: center;
    inline-size: var(--reprise-play-size, 2.5rem);
    block-size: var(--reprise-play-size, 2.5rem);
    padding: 0;
    border-radius: 50%;
    background: var(--reprise-color-accent);
    color: var(--reprise-color-on-accent);
  }
  button:hover:not(:disabled) {
    background: color-mix(in srgb, var(--reprise-color-accent) 88%, var(--reprise-color-text));
  }
  .icon {
    inline-size: 1rem;
    block-size: 1rem;
    stroke-width: 2.2;
  }
  @media (forced-colors: active) {
    button {
      border: 1px solid ButtonText;
    }
  }
`;
