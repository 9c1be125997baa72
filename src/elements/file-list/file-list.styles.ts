import { css } from 'lit';

/** Lines added and removed, and marks of new and deleted files. */
export const factStyles = css`
  .facts {
    display: inline-flex;
    gap: 0.375em;
    flex: none;
    font-size: 0.71875rem;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .added,
  .facts .created {
    color: var(--reprise-color-add-ink);
  }
  .facts .deleted {
    color: var(--reprise-color-delete-ink);
  }
  .facts .renamed {
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
      overflow: auto;
      color: var(--reprise-color-text);
      font: 0.78125rem / 1.5 var(--reprise-font-sans);
    }
    nav {
      padding: 0.5rem 0.375rem;
    }
    .folder {
      padding: 0.125rem 0.5rem;
      color: var(--reprise-color-faint);
      overflow: hidden;
      text-overflow: ellipsis;
      white-space: nowrap;
    }
    ul {
      margin: 0 0 0.25rem;
      padding: 0;
      list-style: none;
    }
    button {
      display: flex;
      align-items: baseline;
      gap: 0.5rem;
      inline-size: 100%;
      padding: 0.125rem 0.5rem;
      border-radius: var(--reprise-radius-small);
      text-align: start;
    }
    button:hover {
      background: color-mix(in srgb, var(--reprise-color-soft) 12%, transparent);
    }
    [aria-current] {
      background: var(--reprise-color-accent-soft);
    }
    button:focus-visible {
      outline-offset: -2px;
    }
    .name {
      flex: 1;
      min-inline-size: 0;
      overflow: hidden;
      text-overflow: ellipsis;
      white-space: nowrap;
    }
    .name.deleted {
      color: var(--reprise-color-soft);
      text-decoration: line-through;
    }
    .more {
      color: var(--reprise-color-accent);
    }
    @media (pointer: coarse) {
      button {
        padding-block: 0.5rem;
      }
    }
    @media (forced-colors: active) {
      [aria-current] {
        outline: 1px solid Highlight;
      }
    }
  `,
];
