import { css } from 'lit';

/** The look of `renderMarkdown`, beside `typedTextStyles`; the text sits in an element with the class `prose`. */
export const markdownStyles = css`
  .prose p,
  .prose ul,
  .prose ol,
  .prose blockquote,
  .prose .table,
  .prose reprise-code-block {
    margin: 0.5rem 0;
  }
  .prose .raw {
    font: 0.8125rem / 1.5 var(--reprise-font-mono);
    color: var(--reprise-color-soft);
  }
  .prose h3 {
    margin: 1.125rem 0 0.375rem;
    font-size: 1em;
    font-weight: 650;
    line-height: 1.35;
  }
  .prose .level-1 {
    font-size: 1.2em;
  }
  .prose .level-2 {
    font-size: 1.1em;
  }
  .prose ul,
  .prose ol {
    padding-inline-start: 1.5em;
  }
  .prose li {
    margin: 0.1875rem 0;
  }
  .prose li > p:first-child {
    margin-block-start: 0;
  }
  .prose li > ul,
  .prose li > ol {
    margin: 0.1875rem 0;
  }
  .prose .task {
    list-style: none;
    margin-inline-start: -1.3em;
  }
  .prose input[type='checkbox'] {
    margin: 0 0.3em 0 0;
    vertical-align: -0.1em;
    accent-color: var(--reprise-color-accent);
  }
  .prose blockquote {
    padding-inline-start: 0.75rem;
    border-inline-start: 2px solid var(--reprise-color-line);
    color: var(--reprise-color-soft);
  }
  .prose hr {
    margin: 1rem 0;
    border: 0;
    border-block-start: 1px solid var(--reprise-color-line);
  }
  .prose .table {
    overflow-x: auto;
  }
  .prose table {
    border-collapse: collapse;
    font-size: 0.95em;
  }
  .prose th,
  .prose td {
    padding: 0.25rem 0.625rem;
    border: 1px solid var(--reprise-color-line);
    text-align: start;
    vertical-align: top;
    overflow-wrap: normal;
  }
  .prose th {
    background: var(--reprise-color-panel);
    font-weight: 600;
  }
  .prose .align-center {
    text-align: center;
  }
  .prose .align-right {
    text-align: end;
  }
  .prose .definition {
    color: var(--reprise-color-faint);
    font-size: 0.9em;
  }
  .prose .remote-image {
    display: inline-flex;
    gap: 0.3em;
    align-items: center;
    vertical-align: bottom;
    color: var(--reprise-color-soft);
  }
  .prose .remote-image .icon {
    inline-size: 1em;
    block-size: 1em;
  }
`;
