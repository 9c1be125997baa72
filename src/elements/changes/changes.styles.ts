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
  reprise-tabs {
    flex: 0 1 auto;
  }
  .count {
    flex: none;
    padding-inline: 0.5rem;
  }
  .options,
  .switches,
  .layouts {
    display: flex;
    align-items: center;
    gap: 0.125rem;
    flex: none;
  }
  .options {
    margin-inline-start: auto;
  }
  .layouts {
    margin-inline-end: 0.25rem;
  }
  .layout {
    padding: 0.1875rem 0.5625rem;
    border-radius: 0.4375rem;
    color: inherit;
  }
  .layout:hover {
    color: var(--reprise-color-text);
  }
  .layout[aria-pressed='true'] {
    background: var(--reprise-color-raised);
    color: var(--reprise-color-text);
    box-shadow: 0 0 0 1px var(--reprise-color-line);
  }
  .bar .quiet {
    min-inline-size: 1.75rem;
    min-block-size: 1.75rem;
    padding: 0.25rem;
  }
  .bar .icon {
    inline-size: 1.0625rem;
    block-size: 1.0625rem;
  }
  .switch[aria-pressed='true'] {
    background: var(--reprise-color-accent-soft);
    color: var(--reprise-color-accent);
  }
  .menu {
    position: relative;
    display: none;
  }
  summary {
    list-style: none;
    cursor: pointer;
  }
  summary::-webkit-details-marker {
    display: none;
  }
  .choices {
    position: absolute;
    inset-block-start: 100%;
    inset-inline-end: 0;
    z-index: 3;
    display: grid;
    gap: 0.125rem;
    margin-block-start: 0.25rem;
    padding: 0.375rem;
    border: 1px solid var(--reprise-color-line);
    border-radius: var(--reprise-radius-medium);
    background: var(--reprise-color-raised);
    color: var(--reprise-color-text);
    box-shadow: 0 4px 16px rgb(0 0 0 / 18%);
  }
  .choices label {
    display: flex;
    align-items: center;
    gap: 0.5rem;
    min-block-size: 1.875rem;
    padding-inline: 0.5rem;
    border-radius: var(--reprise-radius-small);
    cursor: pointer;
  }
  .choices label:hover {
    background: color-mix(in srgb, var(--reprise-color-soft) 12%, transparent);
  }
  .choices input {
    margin: 0;
    accent-color: var(--reprise-color-accent);
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
  @container (max-width: 34rem) {
    .switches {
      display: none;
    }
    .menu {
      display: block;
    }
  }
  @container (max-width: 22rem) {
    .count {
      display: none;
    }
  }
  @media (pointer: coarse) {
    .bar .quiet,
    .choices label {
      min-inline-size: 2.75rem;
      min-block-size: 2.75rem;
    }
  }
  @media (forced-colors: active) {
    .layout[aria-pressed='true'],
    .switch[aria-pressed='true'] {
      outline: 1px solid Highlight;
    }
  }
`;
