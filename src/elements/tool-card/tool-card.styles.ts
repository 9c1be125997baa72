import { css } from 'lit';

/** The look of `renderToolCard`. */
export const toolCardStyles = css`
  .card {
    border: 1px solid var(--reprise-color-line);
    border-radius: var(--reprise-radius-medium);
    background: var(--reprise-color-raised);
    overflow: hidden;
  }
  .now .card {
    border-color: var(--reprise-color-accent);
    box-shadow: 0 0 0 3px color-mix(in srgb, var(--reprise-color-accent) 18%, transparent);
  }
  /* Steps without prose between them share one box. */
  .row.step {
    padding-block: 0;
  }
  .row.step.first,
  .row.step.only {
    padding-block-start: 0.25rem;
  }
  .row.step.last,
  .row.step.only {
    padding-block-end: 0.375rem;
  }
  .step.middle .card,
  .step.last .card {
    border-block-start-width: 0;
    border-start-start-radius: 0;
    border-start-end-radius: 0;
  }
  .step.first .card,
  .step.middle .card {
    border-end-start-radius: 0;
    border-end-end-radius: 0;
  }
  .step.now .card {
    border-block-start-width: 1px;
    position: relative;
    border-radius: var(--reprise-radius-medium);
    z-index: 1;
  }
  .card > .line,
  .card > details > summary {
    display: flex;
    gap: 0.5625rem;
    align-items: center;
    min-block-size: 2.125rem;
    padding: 0.375rem 0.6875rem;
    font-size: 0.8125rem;
    list-style: none;
  }
  .card > .line {
    margin: 0;
  }
  @media (pointer: coarse) {
    .card > details > summary {
      min-block-size: 2.75rem;
    }
  }
  .card > details > summary {
    cursor: pointer;
  }
  .card > details > summary::-webkit-details-marker {
    display: none;
  }
  .card > details > summary:hover {
    background: var(--reprise-color-panel);
  }
  .card summary:focus-visible {
    outline-offset: -2px;
    border-radius: var(--reprise-radius-medium);
  }
  .card .icon {
    inline-size: 0.9375rem;
    block-size: 0.9375rem;
    stroke-width: 1.9;
    color: var(--reprise-color-soft);
  }
  .card .title {
    min-inline-size: 0;
    font: 0.78125rem var(--reprise-font-mono);
    white-space: nowrap;
    overflow: hidden;
    text-overflow: ellipsis;
    unicode-bidi: isolate;
  }
  .card .title.path {
    display: flex;
  }
  .card .folder {
    flex: 0 1 auto;
    min-inline-size: 1.5em;
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .card .subject {
    font-family: inherit;
    font-weight: 600;
  }
  .card .tail {
    margin: 0;
    padding: 0.375rem 0.6875rem 0.5rem 2.1875rem;
    border-block-start: 1px solid var(--reprise-color-line);
    background: var(--reprise-color-panel);
    color: var(--reprise-color-soft);
    font: 0.78125rem / 1.5 var(--reprise-font-mono);
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
  .card .thumbs {
    --picture-height: 6rem;
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
    padding: 0 0.6875rem 0.5625rem 2.1875rem;
  }
  .card .thumbs > * {
    margin: 0;
  }
  .card pre.tail {
    color: var(--reprise-color-delete-ink);
  }
  .result {
    display: flex;
    flex: none;
    gap: 0.5rem;
    margin-inline-start: auto;
    color: var(--reprise-color-faint);
    font-size: 0.75rem;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .good,
  .plus {
    color: var(--reprise-color-add-ink);
  }
  .bad,
  .minus {
    color: var(--reprise-color-delete-ink);
  }
  .body {
    padding: 0.5rem 0.6875rem;
    border-block-start: 1px solid var(--reprise-color-line);
    color: var(--reprise-color-soft);
    font-size: 0.8125rem;
  }
  .body > :first-child,
  .body details > pre {
    margin-block-start: 0;
  }
  .body > :last-child {
    margin-block-end: 0;
  }
  .body pre {
    max-block-size: 24rem;
    margin: 0 0 0.375rem;
    overflow: auto;
    font: 0.75rem / 1.5 var(--reprise-font-mono);
    white-space: pre-wrap;
    overflow-wrap: anywhere;
    tab-size: 4;
  }
  .body .whole-title {
    color: var(--reprise-color-text);
  }
  .body p {
    margin: 0 0 0.25rem;
  }
  .body .path {
    font: 0.75rem var(--reprise-font-mono);
    color: var(--reprise-color-text);
    overflow-wrap: anywhere;
    unicode-bidi: isolate;
  }
  .value > summary {
    color: var(--reprise-color-faint);
    font-size: 0.75rem;
    cursor: pointer;
  }
  .reference .link {
    margin-inline-start: 0.5rem;
  }
  .follow {
    display: flex;
    gap: 0.5625rem;
    align-items: center;
    inline-size: 100%;
    padding: 0.375rem 0.6875rem;
    border-block-start: 1px solid var(--reprise-color-line);
    color: var(--reprise-color-accent);
    font-size: 0.78125rem;
    text-align: start;
  }
  .follow:hover {
    background: var(--reprise-color-panel);
  }
  .follow .icon {
    color: inherit;
  }
  .follow .icon:last-child {
    margin-inline-start: auto;
  }
`;
