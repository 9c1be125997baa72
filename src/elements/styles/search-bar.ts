import { css } from 'lit';

/** A bar with a search field that takes the room there is: `.bar`, and in it `.field` around an icon and an input. */
export const searchBar = css`
  .bar {
    display: flex;
    flex: none;
    gap: 0.25rem;
    align-items: center;
    min-block-size: 2.5rem;
    padding: 0.25rem 0.25rem 0.25rem 0.75rem;
    border-block-end: 1px solid var(--reprise-color-line);
    background: var(--reprise-color-panel);
    font-size: 0.8125rem;
  }
  .field {
    display: flex;
    flex: 1;
    gap: 0.375rem;
    align-items: center;
    min-inline-size: 0;
    block-size: 2rem;
    padding-inline: 0.5rem 0.1875rem;
    border: 1px solid var(--reprise-color-edge, light-dark(#868e9b, #6b7584));
    border-radius: var(--reprise-radius-small);
    background: var(--reprise-color-raised);
  }
  .field:focus-within {
    border-color: var(--reprise-color-accent);
    outline: 1px solid var(--reprise-color-accent);
  }
  .field > .icon {
    inline-size: 1rem;
    block-size: 1rem;
    color: var(--reprise-color-soft);
  }
  .field input {
    flex: 1;
    min-inline-size: 0;
    padding: 0;
    border: 0;
    /* The field around it has the ring. */
    outline: 0;
    background: none;
    color: inherit;
    font: inherit;
    appearance: none;
  }
  .field input::placeholder {
    color: var(--reprise-color-faint);
    opacity: 1;
  }
  .field input::-webkit-search-cancel-button {
    display: none;
  }
  @media (pointer: coarse) {
    .field input {
      /* Smaller, and phones zoom into the page. */
      font-size: 1rem;
    }
  }
`;
