import { css } from 'lit';

/** How `<reprise-find>` looks. Every line of the list is as high as every other. */
export const styles = css`
  :host {
    display: flex;
    flex-direction: column;
    block-size: 100%;
    min-block-size: 0;
    min-inline-size: 0;
    background: var(--reprise-color-background);
    color: var(--reprise-color-text);
    font: 0.8125rem / 1.5 var(--reprise-font-sans);
  }
  :host([hidden]) {
    display: none;
  }
  .switch {
    position: relative;
    min-inline-size: 1.625rem;
    block-size: 1.5rem;
    padding: 0 0.25rem;
    border-radius: 0.25rem;
    color: var(--reprise-color-soft);
    font: 0.78125rem / 1 var(--reprise-font-mono);
  }
  .switch:hover {
    color: var(--reprise-color-text);
    background: color-mix(in srgb, var(--reprise-color-soft) 14%, transparent);
  }
  .switch[aria-pressed='true'] {
    background: var(--reprise-color-accent-soft);
    color: var(--reprise-color-accent);
    box-shadow: inset 0 0 0 1px var(--reprise-color-accent);
  }
  .switch:focus-visible {
    outline-offset: -1px;
  }
  .kinds {
    display: flex;
    flex: none;
    flex-wrap: wrap;
    gap: 0.25rem;
    padding: 0.5rem 0.75rem 0;
  }
  .kinds button {
    padding: 0.125rem 0.5rem;
    border-radius: 1rem;
    box-shadow: inset 0 0 0 1px var(--reprise-color-line);
    color: var(--reprise-color-soft);
    font-size: 0.75rem;
    font-variant-numeric: tabular-nums;
  }
  .kinds button:hover {
    color: var(--reprise-color-text);
  }
  .kinds [aria-pressed='true'] {
    background: var(--reprise-color-accent-soft);
    box-shadow: inset 0 0 0 1px var(--reprise-color-accent);
    color: var(--reprise-color-accent);
    font-weight: 600;
  }
  .place {
    display: flex;
    flex: none;
    align-items: center;
    padding: 0.125rem 0.5rem 0.125rem 1rem;
    font-size: 0.75rem;
    font-variant-numeric: tabular-nums;
  }
  .place b {
    flex: 1;
    font-weight: 600;
  }
  .place .quiet {
    min-inline-size: 1.75rem;
    min-block-size: 1.75rem;
    padding: 0.25rem;
  }
  .up .icon {
    rotate: 180deg;
  }
  .list {
    position: relative;
    flex: 1;
    min-block-size: 0;
    overflow: hidden auto;
    scrollbar-width: thin;
    scrollbar-color: var(--reprise-color-track) transparent;
  }
  .list:focus-visible {
    outline-offset: -2px;
  }
  .line {
    display: flex;
    gap: 0.5rem;
    align-items: center;
    block-size: 1.75rem;
    padding-inline: 0.875rem 0.75rem;
    border-inline-start: 3px solid transparent;
    overflow: hidden;
  }
  .text {
    flex: 1;
    min-inline-size: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: pre;
  }
  .mono {
    font: 0.75rem / 1.5 var(--reprise-font-mono);
  }
  .turn {
    padding-block-start: 0.25rem;
    color: var(--reprise-color-soft);
    font-size: 0.75rem;
    font-weight: 600;
  }
  .number,
  .time {
    font-variant-numeric: tabular-nums;
  }
  .time {
    color: var(--reprise-color-faint);
    font-weight: 400;
  }
  .hit {
    cursor: pointer;
  }
  .whose {
    flex: none;
    max-inline-size: 40%;
    padding-inline: 0.375rem;
    border-radius: 1rem;
    overflow: hidden;
    background: color-mix(in srgb, var(--reprise-color-soft) 14%, transparent);
    color: var(--reprise-color-soft);
    font-size: 0.75rem;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .whose .icon {
    inline-size: 0.875rem;
    block-size: 0.875rem;
    margin-inline-end: 0.25rem;
    vertical-align: -0.125rem;
  }
  .hit > .icon {
    inline-size: 0.9375rem;
    block-size: 0.9375rem;
    color: var(--reprise-color-soft);
  }
  .hit:hover {
    background: color-mix(in srgb, var(--reprise-color-soft) 10%, transparent);
  }
  .hit.now {
    border-inline-start-color: var(--reprise-color-accent);
    background: var(--reprise-color-accent-soft);
  }
  mark {
    padding-inline: 1px;
    border-radius: 2px;
    background: var(--reprise-color-hit, light-dark(#ffe48a, #5c4a10));
    color: inherit;
  }
  .now mark {
    background: var(--reprise-color-hit-now, light-dark(#ffb224, #f0a92b));
    color: #1a1f27;
  }
  .sentence {
    margin: 0;
    padding: 0.75rem 1rem;
    color: var(--reprise-color-soft);
  }
  .progress {
    flex: none;
    padding: 0.5rem 0.75rem 0.625rem;
    border-block-start: 1px solid var(--reprise-color-line);
    color: var(--reprise-color-soft);
    font-size: 0.75rem;
  }
  .progress p {
    margin: 0;
  }
  progress {
    display: block;
    inline-size: 100%;
    block-size: 3px;
    margin-block-end: 0.375rem;
    border: 0;
    border-radius: 2px;
    overflow: hidden;
    background: var(--reprise-color-track);
    accent-color: var(--reprise-color-accent);
    appearance: none;
  }
  progress::-webkit-progress-bar {
    background: var(--reprise-color-track);
  }
  progress::-webkit-progress-value {
    background: var(--reprise-color-accent);
  }
  progress::-moz-progress-bar {
    background: var(--reprise-color-accent);
  }
  .link {
    padding: 0;
    color: var(--reprise-color-accent);
    text-decoration: underline;
    text-underline-offset: 0.15em;
  }
  @media (pointer: coarse) {
    .line {
      block-size: 2.75rem;
    }
    .field {
      block-size: 2.75rem;
    }
    .switch,
    .quiet,
    .place .quiet {
      min-inline-size: 2.75rem;
      min-block-size: 2.75rem;
    }
    .kinds button {
      padding: 0.5rem 0.75rem;
    }
    .link {
      padding-block: 0.625rem;
    }
  }
  @media (forced-colors: active) {
    mark {
      background: Mark;
      color: MarkText;
    }
    .hit.now,
    [aria-pressed='true'] {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
  }
`;
