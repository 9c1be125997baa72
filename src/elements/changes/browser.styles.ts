import { css } from 'lit';
import { controls } from '../styles/controls.ts';
import { factStyles } from '../file-list/file-list.styles.ts';
import { visibleStyles } from '../code/code.styles.ts';

/** A list of files beside one of them; above it when there is little room. */
export const browserStyles = [
  controls,
  factStyles,
  visibleStyles,
  css`
    :host {
      display: block;
      container-type: size;
      min-inline-size: 0;
      min-block-size: 0;
      color: var(--reprise-color-text);
      font: var(--reprise-font-size) / 1.5 var(--reprise-font-sans);
    }
    :host([hidden]) {
      display: none;
    }
    .browser {
      display: grid;
      grid-template-columns: clamp(8.5rem, 23cqi, 16rem) minmax(0, 1fr);
      block-size: 100%;
    }
    .files {
      display: flex;
      flex-direction: column;
      min-block-size: 0;
      border-inline-end: 1px solid var(--reprise-color-line);
    }
    reprise-file-list {
      flex: 1;
    }
    .content {
      display: flex;
      flex-direction: column;
      min-inline-size: 0;
      min-block-size: 0;
    }
    reprise-diff-view,
    reprise-code-view {
      flex: 1;
      min-block-size: 0;
    }
    header {
      display: flex;
      align-items: center;
      gap: 0.625rem;
      flex: none;
      min-block-size: 2rem;
      padding-inline: 0.875rem 0.375rem;
      border-block-end: 1px solid var(--reprise-color-line);
      font-size: 0.78125rem;
    }
    h3 {
      display: flex;
      min-inline-size: 0;
      margin: 0;
      font: inherit;
      white-space: nowrap;
    }
    h3 .folder {
      flex: 0 1 auto;
      overflow: hidden;
      text-overflow: ellipsis;
      color: var(--reprise-color-soft);
    }
    h3 .file {
      flex: 0 0 auto;
      max-inline-size: 100%;
      overflow: hidden;
      text-overflow: ellipsis;
      font-weight: 600;
    }
    .actions {
      display: flex;
      flex: none;
      margin-inline-start: auto;
    }
    .actions .quiet {
      min-inline-size: 1.75rem;
      min-block-size: 1.75rem;
      padding: 0.25rem;
    }
    .actions span {
      padding-inline: 0.1875rem;
      font-variant-numeric: tabular-nums;
    }
    .actions .icon {
      inline-size: 1rem;
      block-size: 1rem;
    }
    .note,
    .earlier {
      flex: none;
      margin: 0;
      padding: 0.375rem 0.875rem;
      border-block-end: 1px solid var(--reprise-color-line);
      background: color-mix(in srgb, var(--reprise-color-warning) 10%, transparent);
      font-size: 0.78125rem;
    }
    .earlier {
      border-block: 0;
      background: none;
      color: var(--reprise-color-soft);
    }
    .earlier button {
      padding: 0;
      color: var(--reprise-color-accent);
      text-decoration: underline;
    }
    .sentence {
      display: grid;
      place-items: center;
      block-size: 100%;
      margin: 0;
      padding: 1rem;
      color: var(--reprise-color-soft);
      text-align: center;
    }
    @container (max-width: 440px) {
      .browser {
        grid-template: fit-content(38%) minmax(0, 1fr) / minmax(0, 1fr);
      }
      .files {
        border-inline-end: 0;
        border-block-end: 1px solid var(--reprise-color-line);
      }
    }
    @media (pointer: coarse) {
      .actions .quiet {
        min-inline-size: 2.75rem;
        min-block-size: 2.75rem;
      }
    }
  `,
];
