import { css } from 'lit';

/** How `<reprise-note>` looks: a quiet card with the edge of a note, in the colour that notes have on the timeline. */
export const styles = css`
  :host {
    display: block;
    min-inline-size: 0;
    color: var(--reprise-color-text);
    font: 0.8125rem / 1.5 var(--reprise-font-sans);
  }
  :host([hidden]) {
    display: none;
  }
  .card {
    padding: 0.375rem 0.75rem;
    border: 1px solid var(--reprise-color-warning-line);
    border-inline-start-width: 3px;
    border-radius: var(--reprise-radius-small);
    background: var(--reprise-color-warning-soft);
    overflow-wrap: anywhere;
  }
  .head {
    display: flex;
    flex-wrap: wrap;
    gap: 0 0.5rem;
    align-items: baseline;
    color: var(--reprise-color-soft);
    font-size: 0.75rem;
  }
  .head b {
    color: var(--reprise-color-text);
    font-size: 0.8125rem;
    font-weight: 600;
  }
  .head .mark {
    padding: 0;
    align-self: center;
    background: none;
    box-shadow: none;
    border-radius: 0;
  }
  .head time {
    white-space: nowrap;
  }
  .time {
    padding: 0 0.25rem;
    color: var(--reprise-color-accent);
    font-variant-numeric: tabular-nums;
  }
  .time:hover {
    text-decoration: underline;
  }
  .prose > :first-child {
    margin-block-start: 0.125rem;
  }
  .prose > :last-child {
    margin-block-end: 0;
  }
  .template {
    margin: 0.25rem 0 0;
    padding: 0.375rem 0.5rem;
    border-radius: var(--reprise-radius-small);
    background: var(--reprise-color-background);
    font: 0.75rem / 1.5 var(--reprise-font-mono);
    white-space: pre-wrap;
  }
  .tags {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem;
    margin: 0.375rem 0 0.125rem;
    padding: 0;
    list-style: none;
    color: var(--reprise-color-soft);
    font-size: 0.75rem;
  }
  .tags li {
    padding: 0 0.375rem;
    border: 1px solid var(--reprise-color-warning-line);
    border-radius: 999px;
  }
  @media print {
    .card {
      break-inside: avoid;
    }
    .time {
      display: none;
    }
  }
`;
