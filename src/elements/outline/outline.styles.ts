import { css } from 'lit';

/** Heights of rows, size of their text, and room that stands beside it, rem: the styles below draw them so. */
export const HEIGHTS = {
  chapter: 2.125,
  agent: 1.75,
  oneLine: 2.875,
  twoLines: 4,
  font: 0.8125,
  beside: 3.75,
} as const;

/** Above the first row and below the last, rem. */
export const PADDING = 0.25;

/** How `<reprise-outline>` looks. */
export const styles = css`
  :host {
    display: flex;
    flex-direction: column;
    min-block-size: 0;
    container-type: inline-size;
    color: var(--reprise-color-text);
    font: var(--reprise-font-size) / 1.4 var(--reprise-font-sans);
    font-variant-numeric: tabular-nums;
  }
  .bar b {
    display: none;
    font-weight: 600;
  }
  .bar .quiet .icon {
    inline-size: 1rem;
    block-size: 1rem;
  }
  .list {
    flex: 1;
    min-block-size: 0;
    overflow-y: auto;
    padding: 0.25rem 0.5rem;
    scrollbar-width: thin;
    scrollbar-color: var(--reprise-color-track) transparent;
  }
  .list:focus-visible {
    outline: none;
  }
  .rows {
    position: relative;
  }
  .row {
    position: absolute;
    inset-inline: 0;
    display: grid;
    grid-template-columns: 1.5rem minmax(0, 1fr);
    gap: 0 0.4rem;
    align-content: start;
    padding: 0.3rem 0.4rem;
    border-radius: var(--reprise-radius-small);
    font-size: 0.8125rem;
    line-height: 1.125rem;
    cursor: pointer;
  }
  .row:hover {
    background: color-mix(in srgb, var(--reprise-color-soft) 10%, transparent);
  }
  .row[aria-selected='true'] {
    border-radius: 0 var(--reprise-radius-small) var(--reprise-radius-small) 0;
    background: var(--reprise-color-accent-soft);
    box-shadow: inset 3px 0 var(--reprise-color-accent);
  }
  .list:focus-visible .row.active {
    outline: 2px solid var(--reprise-color-accent);
    outline-offset: -2px;
  }
  .number {
    color: var(--reprise-color-faint);
    font-size: 0.75rem;
    text-align: end;
  }
  .title {
    display: -webkit-box;
    overflow: hidden;
    overflow-wrap: anywhere;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
  }
  .meta {
    display: flex;
    grid-column: 2;
    gap: 0.75rem;
  }
  .length {
    min-inline-size: 2.1rem;
    color: var(--reprise-color-faint);
    font-size: 0.75rem;
  }
  .chapter {
    display: block;
    padding: 0.65rem 0.4rem 0.25rem;
    color: var(--reprise-color-faint);
    font-size: 0.75rem;
    font-weight: 600;
  }
  .chapter .title,
  .agent .title {
    display: block;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .agent {
    grid-template-columns: 0.9rem minmax(0, 1fr) auto;
    align-items: center;
    margin-inline-start: 1.9rem;
    color: var(--reprise-color-soft);
    font-size: 0.75rem;
  }
  .agent .length {
    min-inline-size: 0;
  }
  .agent .icon {
    inline-size: 0.875rem;
    block-size: 0.875rem;
  }
  .none {
    margin: 0;
    padding: 1rem;
    color: var(--reprise-color-soft);
    font-size: 0.8125rem;
    overflow-wrap: anywhere;
  }
  @container (min-width: 20.01rem) {
    .bar {
      min-block-size: 3.5rem;
      padding-inline: 1rem 0.375rem;
      gap: 0.75rem;
    }
    .bar b {
      display: block;
    }
    .bar .quiet {
      min-inline-size: 2.75rem;
      min-block-size: 2.75rem;
    }
    .field {
      block-size: 2.5rem;
    }
  }
  @media (forced-colors: active) {
    .row[aria-selected='true'] {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
  }
`;
