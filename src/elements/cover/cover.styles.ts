import { css } from 'lit';

/** How `<reprise-cover>` looks. */
export const styles = css`
  :host {
    display: block;
    container-type: inline-size;
    color: var(--reprise-color-text);
    font: var(--reprise-font-size) / 1.55 var(--reprise-font-sans);
    font-variant-numeric: tabular-nums;
  }
  .cover {
    max-inline-size: 48rem;
    margin-inline: auto;
    padding: 1rem 2rem 1.5rem;
  }
  h2,
  h3,
  p,
  ul,
  ol {
    margin: 0;
    padding: 0;
  }
  ul,
  ol {
    list-style: none;
  }
  h2 {
    margin-block: 0.5rem 0.75rem;
    font-size: 1.375rem;
    font-weight: 600;
    line-height: 1.25;
    letter-spacing: -0.012em;
    text-wrap: balance;
    overflow-wrap: anywhere;
  }
  h3 {
    margin-block: 0.75rem 0.25rem;
    color: var(--reprise-color-faint);
    font-size: 0.75rem;
    font-weight: 600;
  }
  .origin {
    display: flex;
    gap: 0.5rem;
    align-items: start;
    margin-inline-start: -0.25rem;
    padding: 0.125rem 0.25rem;
    border-radius: var(--reprise-radius-small);
    color: var(--reprise-color-soft);
    font-size: 0.8125rem;
    text-align: start;
    overflow-wrap: anywhere;
  }
  .origin:hover {
    color: var(--reprise-color-text);
  }
  /* The dot before the first words of a line is outside, and cut off. */
  .parts {
    display: block;
    min-inline-size: 0;
    overflow: clip;
  }
  .parts > span {
    display: flex;
    flex-wrap: wrap;
    margin-inline-start: -1rem;
  }
  .parts > span > span {
    position: relative;
    padding-inline-start: 1rem;
  }
  .parts > span > span::before {
    content: '·';
    position: absolute;
    inset-inline-start: 0;
    inline-size: 1rem;
    font-weight: 400;
    text-align: center;
    color: var(--reprise-color-faint);
  }
  .avatar {
    display: grid;
    flex: none;
    place-items: center;
    inline-size: 1.25rem;
    block-size: 1.25rem;
    border-radius: var(--reprise-radius-small);
    background: #a84c28;
    color: #fff;
    font-size: 0.6875rem;
    font-weight: 600;
  }
  .start {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
    align-items: center;
  }
  .button .icon {
    inline-size: 1rem;
    block-size: 1rem;
  }
  .lengths {
    color: var(--reprise-color-soft);
    font-size: 0.8125rem;
  }
  .lengths .parts > span > span:first-child {
    color: var(--reprise-color-text);
    font-weight: 600;
  }
  .cut-line {
    display: flex;
    gap: 0.5rem;
    align-items: center;
    color: var(--reprise-color-warning);
    font-size: 0.8125rem;
  }
  .asked {
    padding: 0.5rem 0.75rem;
    border-radius: var(--reprise-radius-medium);
    background: var(--reprise-color-accent-soft);
    box-shadow: inset 0 0 0 1.5px var(--reprise-color-tint-line);
    line-height: 1.375rem;
    overflow-wrap: anywhere;
  }
  .asked p {
    white-space: pre-line;
  }
  .asked .cut {
    display: -webkit-box;
    overflow: hidden;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 3;
  }
  .more {
    padding: 0.0625rem 0;
    color: var(--reprise-color-accent);
    font-size: 0.8125rem;
    font-weight: 500;
  }
  .more:hover {
    text-decoration: underline;
  }
  .facts {
    display: grid;
    grid-auto-columns: max-content;
    grid-auto-flow: column;
    gap: 0.5rem 2.5rem;
    margin-block: 0.75rem;
    padding-block: 0.375rem;
    border-block: 1px solid var(--reprise-color-line);
  }
  .facts:has(li:nth-child(4)) {
    gap: 0.5rem 1rem;
    justify-content: space-between;
  }
  .fact {
    display: grid;
    gap: 1px;
    align-content: start;
    margin-inline: -0.375rem;
    padding: 0.125rem 0.375rem;
    border-radius: var(--reprise-radius-small);
    text-align: start;
  }
  .fact:hover,
  .contents button:hover {
    background: color-mix(in srgb, var(--reprise-color-soft) 10%, transparent);
  }
  .fact b {
    display: flex;
    flex-wrap: wrap;
    gap: 0 0.35rem;
    align-items: center;
    font-weight: 600;
  }
  .fact .icon {
    inline-size: 0.9rem;
    block-size: 0.9rem;
  }
  .below {
    color: var(--reprise-color-soft);
    font-size: 0.75rem;
  }
  .added {
    color: var(--reprise-color-add-ink);
  }
  .removed {
    color: var(--reprise-color-delete-ink);
  }
  .attention {
    color: var(--reprise-color-warning);
  }
  .to-notes {
    display: flex;
    gap: 0.375rem;
    align-items: center;
    margin: -0.25rem -0.375rem 0.5rem;
    padding: 0.125rem 0.375rem;
    border-radius: var(--reprise-radius-small);
    font-size: 0.8125rem;
  }
  .to-notes b {
    font-weight: 600;
  }
  .to-notes span {
    color: var(--reprise-color-accent);
  }
  .to-notes:hover:not(:disabled) {
    background: color-mix(in srgb, var(--reprise-color-soft) 10%, transparent);
  }
  .contents {
    display: grid;
    grid-template-columns: max-content minmax(0, 1fr) max-content max-content;
    column-gap: 0.625rem;
  }
  .contents li,
  .contents button {
    display: grid;
    grid-template-columns: subgrid;
    grid-column: 1 / -1;
  }
  .contents li + li {
    border-block-start: 1px solid var(--reprise-color-line);
  }
  .contents button {
    align-items: center;
    min-block-size: 1.8rem;
    padding: 0;
    text-align: start;
  }
  .contents button:focus-visible {
    outline-offset: 0;
  }
  .time {
    color: var(--reprise-color-accent);
    font-size: 0.8125rem;
  }
  .title {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .contents .marks {
    display: grid;
    /* A column for each kind that there is. */
    grid-template-columns: [changes] var(--changes, 0) [errors] var(--errors, 0) [commits] var(--commits, 0);
  }
  .has-changes {
    --changes: 2.125rem;
  }
  .has-errors {
    --errors: 2.125rem;
  }
  .has-commits {
    --commits: 2.125rem;
  }
  .contents .mark.changes {
    grid-column: changes;
  }
  .contents .mark.errors {
    grid-column: errors;
  }
  .contents .mark.commits {
    grid-column: commits;
  }
  .length {
    min-inline-size: 2.75rem;
    color: var(--reprise-color-faint);
    font-size: 0.75rem;
    text-align: end;
    white-space: nowrap;
  }
  @container (max-width: 36rem) {
    .cover {
      padding-inline: 1.5rem;
    }
    .facts,
    .facts:has(li:nth-child(4)) {
      grid-template-columns: repeat(2, auto);
      grid-auto-flow: row;
      column-gap: 2rem;
      justify-content: start;
    }
  }
  @container (max-width: 30rem) {
    .cover {
      padding-inline: 1rem;
    }
    h2 {
      font-size: 1.25rem;
    }
    .start .button {
      flex: 1;
      min-block-size: 2.75rem;
    }
    .lengths {
      order: -1;
      inline-size: 100%;
    }
    .facts,
    .facts:has(li:nth-child(4)) {
      grid-template-columns: repeat(2, minmax(0, 1fr));
      column-gap: 1rem;
      justify-content: stretch;
    }
    .contents {
      grid-template-columns: max-content max-content minmax(0, 1fr);
    }
    .contents button {
      gap: 0 0.5rem;
      min-block-size: 2.75rem;
      padding-block: 0.35rem;
    }
    .contents .title {
      grid-column: 2 / -1;
      display: -webkit-box;
      -webkit-box-orient: vertical;
      -webkit-line-clamp: 2;
      white-space: normal;
      overflow-wrap: anywhere;
    }
    .contents .time {
      align-self: start;
    }
    .contents .length {
      grid-column: 2;
      text-align: start;
    }
    .contents .marks {
      grid-row: 2;
      grid-column: 3;
      display: inline-flex;
      gap: 0.75rem;
    }
  }
  @container (max-width: 20rem) {
    .start .button {
      flex-basis: 100%;
    }
    .facts,
    .facts:has(li:nth-child(4)) {
      grid-template-columns: minmax(0, 1fr);
    }
  }
  /* Its colours are the system's already: a backplate of the browser would hide the word on it. */
  @media (forced-colors: active) {
    .button.main {
      forced-color-adjust: none;
    }
  }
  @media print {
    .start .button,
    .more,
    .to-notes span {
      display: none;
    }
    .asked .cut {
      display: block;
    }
  }
`;
