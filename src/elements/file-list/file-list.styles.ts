import { css } from 'lit';

/** Lines added and removed, and what became of a file. */
export const factStyles = css`
  .facts,
  .counts {
    display: inline-flex;
    gap: 0.375em;
    flex: none;
    font-size: 0.75rem;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .added {
    color: var(--reprise-color-add-ink);
  }
  .removed {
    color: var(--reprise-color-delete-ink);
  }
  .status {
    color: var(--reprise-color-soft);
  }
`;

/** How `<reprise-file-list>` looks. */
export const styles = [
  factStyles,
  css`
    :host {
      display: block;
      min-inline-size: 0;
      min-block-size: 0;
      overflow: hidden auto;
      overflow-anchor: none;
      color: var(--reprise-color-text);
      font: 0.8125rem / 1.25rem var(--reprise-font-sans);
    }
    .filter {
      position: sticky;
      inset-block-start: 0;
      z-index: 1;
      display: block;
      padding: 0.5rem 0.5rem 0.25rem;
      background: var(--reprise-color-background);
      color: var(--reprise-color-faint);
    }
    .filter .icon {
      position: absolute;
      inset-block-start: 1rem;
      inset-inline-start: 1rem;
      inline-size: 1rem;
      block-size: 1rem;
    }
    input {
      inline-size: 100%;
      min-block-size: 2rem;
      margin: 0;
      padding: 0.25rem 0.5rem 0.25rem 2rem;
      border: 1px solid var(--reprise-color-edge, var(--reprise-color-faint));
      border-radius: 0.5rem;
      background: var(--reprise-color-background);
      color: var(--reprise-color-text);
      font: inherit;
    }
    input::placeholder {
      color: var(--reprise-color-faint);
      opacity: 1;
    }
    input::-webkit-search-cancel-button {
      appearance: none;
    }
    .tree {
      padding: 0.25rem;
    }
    .tree:focus-visible {
      outline-offset: -2px;
    }
    .folder,
    .file {
      display: flex;
      align-items: baseline;
      gap: 0.5rem;
      inline-size: 100%;
      padding: 0.125rem 0.5rem;
      border-radius: var(--reprise-radius-small);
      text-align: start;
    }
    .folder {
      gap: 0.125rem;
      margin-block-start: 0.375rem;
      color: var(--reprise-color-soft);
      font-size: 0.75rem;
    }
    .folder .icon {
      align-self: center;
      inline-size: 0.875rem;
      block-size: 0.875rem;
      margin-inline-start: -0.25rem;
      color: var(--reprise-color-faint);
    }
    .folder[aria-expanded='false'] .icon {
      rotate: -90deg;
    }
    .file.inside {
      padding-inline-start: 1.125rem;
    }
    .folder:hover,
    .file:hover {
      background: color-mix(in srgb, var(--reprise-color-soft) 12%, transparent);
    }
    .file[aria-current] {
      background: var(--reprise-color-accent-soft);
    }
    .folder:focus-visible,
    .file:focus-visible {
      outline-offset: -2px;
    }
    .file .name {
      flex: 1;
      min-inline-size: 0;
      overflow-wrap: anywhere;
    }
    .name.deleted {
      color: var(--reprise-color-soft);
      text-decoration: line-through;
    }
    .opened {
      margin-block: 0.25rem;
      border-block: 1px solid var(--reprise-color-line);
      margin-inline: -0.25rem;
    }
    .none {
      margin: 0;
      padding: 0.5rem 0.75rem;
      color: var(--reprise-color-soft);
    }
    @media (pointer: coarse) {
      .folder,
      .file {
        min-block-size: 2.75rem;
        align-items: center;
      }
    }
    @media (forced-colors: active) {
      .file[aria-current] {
        outline: 1px solid Highlight;
      }
    }
  `,
];
