import { css } from 'lit';

/** How `<reprise-changes>` looks. */
export const styles = css`
  :host {
    display: flex;
    flex-direction: column;
    container-type: inline-size;
    min-inline-size: 0;
    min-block-size: 0;
    color: var(--reprise-color-text);
    background: var(--reprise-color-background);
    font: var(--reprise-font-size) / 1.5 var(--reprise-font-sans);
  }
  :host([hidden]) {
    display: none;
  }
  .view {
    flex: 1;
    min-block-size: 0;
  }
  .view > * {
    block-size: 100%;
  }
  .options {
    display: flex;
    align-items: center;
    gap: 0.5rem;
    flex: none;
    margin-inline-start: auto;
  }
  .toggle {
    padding: 0.1875rem 0.375rem;
    border-radius: 0.4375rem;
    color: var(--reprise-color-faint);
  }
  .toggle:hover,
  .layout:hover {
    color: var(--reprise-color-text);
  }
  .toggle[aria-pressed='true'] {
    background: var(--reprise-color-accent-soft);
    color: var(--reprise-color-text);
  }
  .layout {
    position: relative;
    display: flex;
    align-items: center;
    border-radius: 0.4375rem;
    color: var(--reprise-color-faint);
  }
  .layout:focus-within:has(:focus-visible) {
    outline: 2px solid var(--reprise-color-accent);
  }
  select {
    appearance: none;
    field-sizing: content;
    margin: 0;
    border: 0;
    outline: none;
    padding: 0.1875rem 1.125rem 0.1875rem 0.375rem;
    background: none;
    color: inherit;
    font: inherit;
    cursor: pointer;
  }
  option {
    background: var(--reprise-color-raised);
    color: var(--reprise-color-text);
  }
  .layout .icon {
    position: absolute;
    inset-inline-end: 0.125rem;
    inline-size: 0.875rem;
    block-size: 0.875rem;
    pointer-events: none;
  }
  .sentence {
    display: grid;
    place-items: center;
    flex: 1;
    margin: 0;
    padding: 1rem;
    color: var(--reprise-color-soft);
    text-align: center;
  }
  /* Too narrow for two sides: the diff is unified whatever is chosen. */
  @container (max-width: 780px) {
    .layout {
      display: none;
    }
  }
  @container (max-width: 440px) {
    .options {
      display: none;
    }
  }
`;
