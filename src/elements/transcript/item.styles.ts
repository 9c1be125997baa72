import { css } from 'lit';

/** What `draw-message.ts` and `draw-notice.ts` draw, and how rows look that stand for several or for none. */
export const itemStyles = css`
  .avatar.agent {
    background: linear-gradient(135deg, #c4623f, #9c4524);
  }
  .now.is-message::before,
  .now.is-thought::before,
  .now.is-notice::before,
  .now.is-unknown::before {
    content: '';
    position: absolute;
    inset-block: 0.375rem;
    inset-inline-start: -0.6875rem;
    inline-size: 3px;
    border-radius: 2px;
    background: var(--reprise-color-accent);
  }
  .thought {
    margin: 0.125rem 0;
    padding: 0.125rem 0 0.125rem 0.625rem;
    border-inline-start: 2px solid var(--reprise-color-line);
    color: var(--reprise-color-soft);
    font-size: 0.8125rem;
  }
  .thought > summary {
    cursor: pointer;
    list-style: none;
    white-space: nowrap;
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .thought > summary::-webkit-details-marker {
    display: none;
  }
  .thought[open] > summary {
    margin-block-end: 0.375rem;
    color: var(--reprise-color-faint);
  }
  .thought > summary:hover {
    color: var(--reprise-color-text);
  }
  .hidden-thought {
    color: var(--reprise-color-faint);
  }
  .plan summary .label {
    font-weight: 600;
  }
  .plan summary .title {
    color: var(--reprise-color-soft);
    font: inherit;
  }
  .plan ul {
    margin: 0;
    padding: 0.125rem 0.6875rem 0.5625rem;
    list-style: none;
    font-size: 0.8125rem;
  }
  .plan li {
    display: flex;
    gap: 0.5rem;
    align-items: baseline;
    padding-block: 0.0625rem;
    color: var(--reprise-color-soft);
  }
  .plan li .icon {
    position: relative;
    inset-block-start: 0.125rem;
    visibility: hidden;
  }
  .plan .completed .icon {
    visibility: visible;
    color: var(--reprise-color-add-ink);
  }
  .plan .in_progress {
    color: var(--reprise-color-text);
    font-weight: 600;
  }
  .plan .in_progress .icon {
    visibility: visible;
    color: var(--reprise-color-accent);
  }
  .notice {
    display: flex;
    gap: 0.5rem;
    align-items: baseline;
    margin: 0.125rem 0;
    color: var(--reprise-color-soft);
    font-size: 0.8125rem;
    overflow-wrap: anywhere;
  }
  .notice .icon {
    position: relative;
    inset-block-start: 0.1875rem;
    inline-size: 0.9375rem;
    block-size: 0.9375rem;
  }
  .notice b {
    font-weight: 600;
  }
  .notice.error,
  .folded.error {
    padding: 0.375rem 0.6875rem;
    border-radius: var(--reprise-radius-medium);
    background: var(--reprise-color-delete);
    color: var(--reprise-color-delete-ink);
  }
  .notice.interruption {
    color: var(--reprise-color-warning);
  }
  .notice code {
    white-space: nowrap;
    padding: 0 0.25em;
    border: 1px solid var(--reprise-color-line);
    border-radius: 0.3125rem;
    background: var(--reprise-color-panel);
    font: 0.9em var(--reprise-font-mono);
  }
  .folded > summary {
    color: var(--reprise-color-faint);
    font-size: 0.78125rem;
    cursor: pointer;
    white-space: nowrap;
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .folded.error > summary {
    color: inherit;
    font-weight: 600;
  }
  .folded pre {
    max-block-size: 24rem;
    margin: 0.375rem 0 0;
    overflow: auto;
    color: var(--reprise-color-soft);
    font: 0.75rem / 1.5 var(--reprise-font-mono);
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
  .folded.error pre {
    color: inherit;
  }
  .divider {
    display: flex;
    gap: 0.625rem;
    align-items: center;
    inline-size: 100%;
    margin: 0.375rem 0;
    padding: 0.125rem 0;
    color: var(--reprise-color-faint);
    font-size: 0.75rem;
    list-style: none;
  }
  .divider::before,
  .divider::after {
    content: '';
    flex: 1;
    border-block-start: 1px dashed var(--reprise-color-line);
  }
  .divider::before,
  .divider::after {
    border-block-start-style: solid;
  }
  .divider.cut {
    margin-block: 0.75rem;
    color: var(--reprise-color-warning);
    font-size: 0.8125rem;
  }
  .divider.cut::before,
  .divider.cut::after {
    border-block-start: 1px dashed currentColor;
    opacity: 0.6;
  }
  .divider.cut .icon {
    flex: none;
    inline-size: 0.9375rem;
    block-size: 0.9375rem;
    margin-inline-end: -0.25rem;
  }
  .divided > summary {
    cursor: pointer;
  }
  .divided > summary::-webkit-details-marker {
    display: none;
  }
  .divided > summary:hover {
    color: var(--reprise-color-text);
  }
  .folded-text {
    max-block-size: 24rem;
    overflow: auto;
    color: var(--reprise-color-soft);
    font-size: 0.8125rem;
  }
  .abandoned {
    padding-inline-start: 0.75rem;
    border-inline-start: 2px dashed var(--reprise-color-line);
    border-radius: 0;
    color: var(--reprise-color-soft);
  }
  .abandoned .prompt,
  .abandoned .card {
    background: var(--reprise-color-panel);
  }
  @container (max-width: 480px) {
    .thought > summary {
      white-space: normal;
      display: -webkit-box;
      -webkit-line-clamp: 2;
      line-clamp: 2;
      -webkit-box-orient: vertical;
    }
    .now.is-message::before,
    .now.is-thought::before,
    .now.is-notice::before,
    .now.is-unknown::before {
      inset-inline-start: -0.5625rem;
    }
  }
  @media (forced-colors: active) {
    .now .card {
      outline: 2px solid Highlight;
    }
  }
  .row > reprise-note {
    padding-block-start: 0.375rem;
  }
  .row.step > reprise-note {
    padding-block: 0.375rem;
  }
  .highlighted {
    background: linear-gradient(var(--reprise-color-warning-soft), var(--reprise-color-warning-soft))
      no-repeat;
    box-shadow: inset 3px 0 var(--reprise-color-warning);
  }
  .actions {
    position: absolute;
    inset-block-start: -0.25rem;
    inset-inline-end: 0.375rem;
    z-index: 1;
    display: flex;
    align-items: center;
    border: 1px solid var(--reprise-color-line);
    border-radius: var(--reprise-radius-small);
    background: var(--reprise-color-raised);
    color: var(--reprise-color-soft);
    font-size: 0.75rem;
    box-shadow: 0 2px 8px rgb(0 0 0 / 0.08);
  }
  /* Between what is said and what stands above it: a line of text goes up to the edge. */
  .is-message:not(:has(> .who)) > .actions,
  .is-thought:not(:has(> .who)) > .actions {
    inset-block-start: -1.125rem;
  }
  .actions .quiet {
    min-inline-size: 1.625rem;
    min-block-size: 1.5rem;
    padding: 0.125rem 0.375rem;
  }
  .actions .icon {
    inline-size: 0.875rem;
    block-size: 0.875rem;
  }
`;
