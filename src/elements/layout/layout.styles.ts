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
    position: relative;
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
    block-size: 6.625rem;
    background: var(--reprise-color-panel);
  }
  .narrow reprise-transport:not(:defined) {
    block-size: 5.875rem;
  }
  reprise-transcript:not(:defined) {
    display: block;
    overflow: auto;
  }
  reprise-split:not(:defined) {
    display: grid;
    grid-template: minmax(0, 1fr) / minmax(0, 1fr);
    gap: 1px;
    block-size: 100%;
  }
  reprise-split[orientation='columns']:not(:defined, [only]) {
    grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
  }
  reprise-split[orientation='rows']:not(:defined, [only]) {
    grid-template-rows: minmax(0, 1fr) minmax(0, 1fr);
  }
  reprise-split:not(:defined)[only='start'] > [slot='end'],
  reprise-split:not(:defined)[only='end'] > [slot='start'] {
    display: none;
  }
  .body {
    position: relative;
    display: grid;
    flex: 1;
    grid-template: minmax(0, 1fr) / auto minmax(0, 1fr);
    min-block-size: 0;
  }
  .panes {
    position: relative;
    grid-column: 2;
    min-inline-size: 0;
    min-block-size: 0;
  }
  .panes > * {
    position: absolute;
    inset: 0;
  }
  .column {
    min-block-size: 0;
    border-inline-end: 1px solid var(--reprise-color-line);
    background: var(--reprise-color-background);
    overflow: hidden;
  }
  .column > * {
    block-size: 100%;
  }
  .column.outline {
    inline-size: 15.5rem;
  }
  .column.find {
    inline-size: 20rem;
  }
  .scrim {
    display: none;
  }
  .layout:not(.wide) .scrim {
    position: absolute;
    inset: 0;
    z-index: 4;
    display: block;
    inline-size: 100%;
    cursor: default;
    background: rgb(0 0 0 / 0.18);
  }
  .layout:not(.wide) .column {
    position: absolute;
    inset-block: 0;
    inset-inline-start: 0;
    z-index: 5;
    max-inline-size: calc(100% - 2rem);
    box-shadow: 0 8px 28px rgb(0 0 0 / 0.25);
    animation: slide var(--reprise-duration) ease-out;
  }
  .layout.sheet .scrim {
    background: rgb(0 0 0 / 0.5);
  }
  .layout.sheet .column {
    inset-block: 0.5rem 0;
    inset-inline: 0;
    inline-size: auto;
    max-inline-size: none;
    border: 0;
    border-radius: var(--reprise-radius-large) var(--reprise-radius-large) 0 0;
    animation-name: rise;
  }
  .layout.sheet.shared .body {
    grid-template: minmax(0, 1fr) minmax(0, 1fr) / minmax(0, 1fr);
  }
  .layout.sheet.shared .panes {
    grid-area: 1 / 1;
  }
  .layout.sheet.shared .column {
    position: relative;
    inset: auto;
    grid-area: 2 / 1;
    animation: none;
  }
  .layout.sheet.shared .scrim {
    display: none;
  }
  @keyframes slide {
    from {
      transform: translateX(-1rem);
      opacity: 0;
    }
  }
  @keyframes rise {
    from {
      transform: translateY(2rem);
      opacity: 0;
    }
  }
  section {
    position: relative;
    display: flex;
    flex-direction: column;
    block-size: 100%;
    overflow: hidden;
  }
  section > :not(.bar, .grow) {
    flex: 1;
    min-block-size: 0;
  }
  /* The same before and after the code of the tabs has come, whatever a browser's fonts would make of it. */
  section > .bar,
  .views {
    flex: none;
    block-size: 2.5rem;
  }
  .views {
    padding: 0.375rem 0.75rem;
    border-block-end: 1px solid var(--reprise-color-line);
    background: var(--reprise-color-panel);
    color: var(--reprise-color-soft);
    font-size: 0.8125rem;
  }
  .bar > .quiet {
    min-inline-size: 1.75rem;
    min-block-size: 1.75rem;
    padding: 0.25rem;
  }
  .bar .label {
    flex: 1;
    text-align: end;
  }
  .menu {
    position: fixed;
    inset: var(--top) auto auto var(--left);
    min-inline-size: 11rem;
    margin: 0;
    padding: 0.25rem;
    border: 1px solid var(--reprise-color-line);
    border-radius: var(--reprise-radius-medium);
    background: var(--reprise-color-raised);
    color: var(--reprise-color-text);
    box-shadow: 0 8px 28px rgb(0 0 0 / 0.2);
  }
  .menu button {
    display: flex;
    gap: 0.5rem;
    align-items: center;
    inline-size: 100%;
    min-block-size: 2.25rem;
    padding: 0 0.75rem 0 0.5rem;
    border-radius: var(--reprise-radius-small);
    text-align: start;
  }
  .menu button:hover {
    background: var(--reprise-color-panel);
  }
  .menu .icon {
    inline-size: 1rem;
    block-size: 1rem;
    color: var(--reprise-color-accent);
    visibility: hidden;
  }
  .menu [aria-pressed='true'] .icon {
    visibility: visible;
  }
  .evidence {
    display: flex;
    flex-direction: column;
    block-size: 100%;
  }
  .evidence > reprise-split {
    flex: 1;
    min-block-size: 0;
  }
  /* Room in the bar of a pane for the button that enlarges it, which stands over it. */
  .growing {
    --reprise-bar-end: 2.75rem;
  }
  .grow {
    position: absolute;
    inset-block-start: 0.375rem;
    inset-inline-end: 0.75rem;
    z-index: 1;
    min-inline-size: 1.75rem;
    min-block-size: 1.75rem;
    padding: 0.25rem;
  }
  .grow .icon {
    inline-size: 1rem;
    block-size: 1rem;
  }
  @media (pointer: coarse) {
    section > .bar,
    .views {
      block-size: 3rem;
      padding-block: 0.125rem;
    }
    .bar > .quiet,
    .grow {
      min-inline-size: 2.75rem;
      min-block-size: 2.75rem;
    }
    .grow {
      inset-block-start: 0.125rem;
      inset-inline-end: 0.5rem;
    }
    .growing {
      --reprise-bar-end: 3.5rem;
    }
  }
  /* A terminal is dark in every theme, its bar too; until its code has come, its place is. */
  section.terminal {
    color-scheme: dark;
    background: var(--reprise-color-terminal);
  }
  /* Nothing was changed yet: a sentence says so, and the terminal has the rest. */
  .evidence > reprise-split:has(> .changes > reprise-changes[empty]) {
    --split-tracks: auto auto minmax(0, 1fr);
  }
  /* Nothing was written yet: its bar says so, and the changes have the rest. */
  .evidence > reprise-split:has(> .terminal > reprise-terminals[empty]) {
    --split-tracks: minmax(0, 1fr) auto auto;
  }
  .bar.closed {
    inline-size: 100%;
    border-block-start: 1px solid var(--reprise-color-line);
    border-block-end: 0;
  }
  .bar.closed b {
    color: var(--reprise-color-text);
    font-weight: 600;
  }
  .bar.closed .about {
    color: var(--reprise-color-soft);
    font-size: 0.8125rem;
  }
  .bar.closed .icon {
    inline-size: 1rem;
    block-size: 1rem;
  }
  .bar.closed .label {
    display: flex;
    justify-content: flex-end;
  }
  .bar.closed .label .icon {
    transform: rotate(180deg);
  }
  .bar.closed:focus-visible {
    outline-offset: -2px;
  }
  /* Nothing beside it: larger, and no wider than is read with ease. */
  .story.alone {
    --reprise-font-size: 0.9375rem;
  }
  .story.alone reprise-transcript::part(scroller) {
    padding-inline: max(1.125rem, (100% - 72ch) / 2);
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
    display: grid;
    grid-template-columns: 1fr 1fr;
  }
  .skeleton.single {
    grid-template-columns: 1fr;
  }
  .skeleton .pane {
    min-inline-size: 0;
    overflow: hidden;
  }
  .skeleton .evidence {
    border-inline-start: 1px solid var(--reprise-color-line);
  }
  .skeleton .bar {
    gap: 1rem;
    block-size: 2.5rem;
  }
  .skeleton i {
    display: block;
    flex: none;
    border-radius: 0.375rem;
    background: var(--reprise-color-line);
  }
  .skeleton .bar i {
    inline-size: 4rem;
    block-size: 0.75rem;
  }
  .skeleton .bones {
    display: grid;
    gap: 0.875rem;
    max-inline-size: 44rem;
    padding: 1.25rem 3.5rem;
    animation: breathe 1.6s ease-in-out 300ms infinite alternate;
  }
  .skeleton .evidence .bones {
    padding-inline: 1rem;
  }
  .skeleton.single .bones {
    padding-inline: 1rem;
  }
  @keyframes breathe {
    to {
      opacity: 0.45;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .skeleton .bones,
    .layout .column {
      animation: none;
    }
  }
`;
