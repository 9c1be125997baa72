import { css } from 'lit';

/** How `<reprise-layout>` looks. */
export const styles = css`
  :host {
    display: block;
    min-block-size: 0;
    color: var(--reprise-color-text);
    background: var(--reprise-color-background);
    font: var(--reprise-font-size) / 1.55 var(--reprise-font-sans);
  }
  .layout {
    display: flex;
    flex-direction: column;
    block-size: 100%;
    min-block-size: 0;
  }
  reprise-header {
    flex: none;
    border-block-end: 1px solid var(--reprise-color-line);
  }
  /* First in the document, for the tab key; last to the eye. */
  reprise-transport {
    order: 1;
    flex: none;
    border-block-start: 1px solid var(--reprise-color-line);
  }
  /* Places of what is loaded after the first frame: nothing jumps when it comes. */
  reprise-transport:not(:defined) {
    block-size: 6rem;
    background: var(--reprise-color-panel);
  }
  .narrow reprise-transport:not(:defined) {
    block-size: 6.5rem;
  }
  reprise-split:not(:defined) {
    display: grid;
    grid-template: minmax(0, 1fr) / minmax(0, 1fr);
    gap: 1px;
    block-size: 100%;
  }
  reprise-split[orientation='columns']:not(:defined, [only]) {
    grid-template-columns: minmax(0, 46fr) minmax(0, 54fr);
  }
  reprise-split[orientation='rows']:not(:defined, [only]) {
    grid-template-rows: minmax(0, 1fr) minmax(0, 1fr);
  }
  reprise-split:not(:defined)[only='start'] > [slot='end'],
  reprise-split:not(:defined)[only='end'] > [slot='start'] {
    display: none;
  }
  .views {
    flex: none;
    /* The same before and after its code has come, whatever a browser's fonts would make of it. */
    box-sizing: border-box;
    block-size: 2.5rem;
    padding: 0.375rem 0.625rem;
    border-block-end: 1px solid var(--reprise-color-line);
    background: var(--reprise-color-panel);
    color: var(--reprise-color-soft);
    font-size: 0.8125rem;
  }
  .panes {
    flex: 1;
    position: relative;
    min-block-size: 0;
  }
  .panes > * {
    position: absolute;
    inset: 0;
  }
  section,
  section > * {
    block-size: 100%;
  }
  section {
    overflow: hidden;
  }
  /* Until the terminal's code has come, its place is dark already. */
  section.terminal {
    background: var(--reprise-color-terminal);
  }
  .sentence {
    display: grid;
    place-items: center;
    margin: 0;
    padding: 1.5rem;
    color: var(--reprise-color-soft);
    text-align: center;
  }
  .skeleton {
    z-index: 1;
    display: grid;
    background: var(--reprise-color-background);
    grid-template-columns: minmax(0, 46fr) minmax(0, 54fr);
  }
  .narrow .skeleton {
    grid-template-columns: minmax(0, 1fr);
  }
  .skeleton .lines {
    padding: 1.125rem;
    animation: breathe 1.6s ease-in-out 300ms infinite alternate;
  }
  .skeleton .evidence {
    border-inline-start: 1px solid var(--reprise-color-line);
    background: var(--reprise-color-panel);
  }
  .skeleton i {
    display: block;
    block-size: 0.75rem;
    margin-block-end: 0.75rem;
    border-radius: 0.375rem;
    background: var(--reprise-color-line);
  }
  .skeleton i:nth-child(3) {
    margin-block-end: 2rem;
  }
  @keyframes breathe {
    to {
      opacity: 0.45;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .skeleton .lines {
      animation: none;
    }
  }
`;
