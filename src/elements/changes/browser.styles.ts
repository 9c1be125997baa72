import { css } from 'lit';
import { visibleStyles } from '../code/visible.styles.ts';
import { factStyles } from '../file-list/file-list.styles.ts';
import { holeStyles } from '../hole/hole.styles.ts';
import { pathStyles } from '../path-text.ts';
import { controls } from '../styles/controls.ts';

/** A tree of files beside one of them, and one file under its header. */
export const browserStyles = [
  controls,
  factStyles,
  holeStyles,
  pathStyles,
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
      grid-template-columns: clamp(12rem, 34cqi, 18rem) minmax(0, 1fr);
      block-size: 100%;
    }
    .browser > reprise-file-list {
      border-inline-end: 1px solid var(--reprise-color-line);
    }
    reprise-file-list {
      block-size: 100%;
    }
    .content {
      display: flex;
      flex-direction: column;
      block-size: 100%;
      min-inline-size: 0;
      min-block-size: 0;
    }
    .content.inline {
      block-size: auto;
    }
    reprise-diff-view,
    reprise-code-view {
      flex: 1;
      min-block-size: 0;
    }
    header {
      display: flex;
      align-items: center;
      gap: 0.5rem;
      flex: none;
      min-block-size: 2.25rem;
      padding-inline: 0.75rem 0.375rem;
      border-block-end: 1px solid var(--reprise-color-line);
      font-size: 0.8125rem;
    }
    h3 {
      display: flex;
      flex: 0 1 auto;
      min-inline-size: 0;
      margin: 0;
      font: 400 0.78125rem / 1.25rem var(--reprise-font-mono);
    }
    .asides {
      display: flex;
      flex: none;
      flex-direction: row-reverse;
      gap: 0.75rem;
      margin-inline-start: auto;
      color: var(--reprise-color-soft);
      font-size: 0.75rem;
      white-space: nowrap;
    }
    .asides span + span {
      color: var(--reprise-color-faint);
    }
    .actions {
      display: flex;
      flex: none;
    }
    .actions .quiet {
      min-inline-size: 1.75rem;
      min-block-size: 1.75rem;
      padding: 0.25rem;
    }
    .actions span {
      padding-inline: 0.1875rem;
      font-size: 0.75rem;
      font-variant-numeric: tabular-nums;
    }
    .actions .icon {
      inline-size: 1rem;
      block-size: 1rem;
    }
    .note {
      flex: none;
      margin: 0;
      padding: 0.375rem 0.75rem;
      border-block-end: 1px solid var(--reprise-color-line);
      background: color-mix(in srgb, var(--reprise-color-warning) 10%, transparent);
      font-size: 0.8125rem;
    }
    .sentence {
      display: grid;
      place-content: center;
      gap: 0.25rem;
      block-size: 100%;
      margin: 0;
      padding: 1rem;
      color: var(--reprise-color-soft);
      text-align: center;
    }
    .inline .sentence {
      block-size: auto;
    }
    .sentence p {
      margin: 0;
    }
    .link {
      padding: 0;
      color: var(--reprise-color-accent);
    }
    .link:hover {
      text-decoration: underline;
    }
    /* In place, the row of the list above says which file it is. */
    .inline h3,
    .inline .facts {
      display: none;
    }
    @container (max-width: 44rem) {
      .asides span + span {
        display: none;
      }
    }
    @container (max-width: 26rem) {
      .asides {
        display: none;
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
