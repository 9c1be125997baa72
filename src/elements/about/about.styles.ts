import { css } from 'lit';

/** How `<reprise-about>` looks. */
export const styles = css`
  :host {
    position: absolute;
    inset: 0;
    z-index: 6;
    display: block;
    container-type: size;
    color: var(--reprise-color-text);
    font: 0.8125rem/1.25rem var(--reprise-font-sans);
    font-variant-numeric: tabular-nums;
  }
  .around {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    cursor: default;
  }
  .panel {
    position: absolute;
    inset-block-start: 3.25rem;
    inset-inline-end: 0.75rem;
    display: flex;
    flex-direction: column;
    inline-size: min(25rem, 100% - 1.5rem);
    max-block-size: calc(100% - 4rem);
    border: 1px solid var(--reprise-color-line);
    border-radius: var(--reprise-radius-medium);
    background: var(--reprise-color-raised);
    box-shadow: 0 8px 28px rgb(0 0 0 / 0.2);
    animation: appear var(--reprise-duration) ease-out;
  }
  header,
  footer {
    display: flex;
    flex: none;
    gap: 0.5rem;
    align-items: center;
    padding: 0.375rem 0.5rem 0.375rem 0.75rem;
  }
  footer {
    padding-inline-start: 0.75rem;
    border-block-start: 1px solid var(--reprise-color-line);
  }
  h2 {
    flex: 1;
    margin: 0;
    font-size: 0.8125rem;
    font-weight: 600;
  }
  .facts {
    min-block-size: 0;
    overflow: auto;
    scrollbar-width: thin;
  }
  .facts:focus-visible {
    outline-offset: -2px;
  }
  dl {
    display: grid;
    gap: 0.3125rem;
    margin: 0;
    padding: 0.625rem 0.75rem;
    border-block-start: 1px solid var(--reprise-color-line);
  }
  dl > div {
    display: grid;
    grid-template-columns: 6rem minmax(0, 1fr);
    gap: 0.5rem;
  }
  dt {
    color: var(--reprise-color-soft);
  }
  dd {
    display: grid;
    margin: 0;
    overflow-wrap: anywhere;
  }
  dd span + span {
    color: var(--reprise-color-soft);
  }
  .usage {
    display: grid;
    gap: 0.25rem;
    padding: 0 0.75rem 0.625rem;
  }
  .usage label {
    display: flex;
    gap: 0.375rem;
    align-items: center;
    min-block-size: 1.5rem;
  }
  .usage input {
    margin: 0;
    accent-color: var(--reprise-color-accent);
  }
  .usage summary {
    min-block-size: 1.5rem;
    color: var(--reprise-color-soft);
    cursor: pointer;
  }
  .usage :is(p, ol) {
    margin: 0;
    padding: 0;
    color: var(--reprise-color-soft);
  }
  .usage li {
    display: grid;
    padding-block: 0.25rem;
    list-style: none;
  }
  .usage .prompt {
    color: var(--reprise-color-text);
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .attention dd span {
    color: var(--reprise-color-warning);
  }
  footer .button {
    text-decoration: none;
  }
  .button .icon {
    inline-size: 1rem;
    block-size: 1rem;
  }
  .copy {
    padding-inline: 0.75rem;
  }
  footer span {
    color: var(--reprise-color-soft);
  }
  @container (max-width: 30rem) {
    .around {
      background: rgb(0 0 0 / 0.5);
    }
    .panel {
      inset-block: auto 0;
      inset-inline: 0;
      inline-size: auto;
      max-block-size: calc(100% - 1rem);
      border: 0;
      border-radius: var(--reprise-radius-large) var(--reprise-radius-large) 0 0;
    }
    header .quiet,
    footer > * {
      min-inline-size: 2.75rem;
      min-block-size: 2.75rem;
    }
  }
  @container (max-width: 20rem) {
    dl > div {
      grid-template-columns: minmax(0, 1fr);
      gap: 0;
    }
  }
  @keyframes appear {
    from {
      opacity: 0;
      transform: translateY(-0.25rem);
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .panel {
      animation: none;
    }
  }
`;
