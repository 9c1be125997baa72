import { css } from 'lit';

/** How `<reprise-time-range>` looks. The numbers of `timeline-drawing.ts` are sixteenths of the `rem` here. */
export const styles = css`
  :host {
    display: block;
    min-inline-size: 0;
  }
  .timeline {
    position: relative;
    /* Time runs left to right in every writing direction, as in other players. */
    direction: ltr;
    cursor: pointer;
    touch-action: pan-y;
    user-select: none;
    -webkit-tap-highlight-color: transparent;
  }
  .labels {
    position: relative;
    block-size: 1.25rem;
    overflow: hidden;
    color: var(--reprise-color-soft);
    font-size: 0.75rem;
    line-height: 1.25rem;
  }
  .labels span {
    position: absolute;
    inset-block: 0;
    padding-inline-end: 0.5rem;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .labels .current {
    color: var(--reprise-color-accent);
    font-weight: 600;
  }
  .drawing {
    position: relative;
    block-size: 1.75rem;
  }
  .layer {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
    overflow: visible;
    pointer-events: none;
  }
  .density {
    fill: color-mix(in srgb, var(--reprise-color-track) 55%, transparent);
  }
  .rail,
  .empty {
    fill: var(--reprise-color-track);
  }
  .empty {
    position: absolute;
    inset: 1rem 0 auto;
    block-size: 0.375rem;
    border-radius: 0.125rem;
    background: var(--reprise-color-track);
  }
  .played {
    clip-path: inset(0 calc(100% - var(--playhead)) 0 0);
  }
  .played .rail,
  .lanes {
    fill: var(--reprise-color-accent);
  }
  .lanes {
    opacity: 0.55;
  }
  .buffered {
    fill: var(--reprise-color-faint);
    opacity: 0.45;
  }
  .notches {
    fill: var(--reprise-color-panel);
  }
  .cut-ground {
    fill: var(--reprise-color-panel);
  }
  .cut {
    fill: var(--reprise-color-warning);
  }
  @media (forced-colors: active) {
    .cut {
      fill: CanvasText;
      forced-color-adjust: none;
    }
  }
  .over .mark {
    /* Marks that touch stay apart. */
    stroke: var(--reprise-color-panel);
    stroke-width: 1;
    paint-order: stroke;
  }
  .hit {
    fill: var(--reprise-color-warning);
  }
  input {
    position: absolute;
    inset: 0.75rem 0 auto;
    inline-size: 100%;
    block-size: 0.875rem;
    margin: 0;
    opacity: 0;
    pointer-events: none;
  }
  .playhead {
    position: absolute;
    z-index: 2;
    inset-block: -0.125rem 0.5rem;
    left: var(--playhead);
    inline-size: 2px;
    margin-inline-start: -1px;
    background: var(--reprise-color-accent);
    box-shadow: 0 0 0 1px var(--reprise-color-panel);
  }
  .playhead::before {
    content: '';
    position: absolute;
    inset-block-start: 1.3125rem;
    inset-inline-start: 1px;
    inline-size: 1rem;
    block-size: 1rem;
    translate: -50% -50%;
    border: 2px solid var(--reprise-color-panel);
    border-radius: 50%;
    background: var(--reprise-color-accent);
    box-shadow: 0 0 0 1.5px var(--reprise-color-accent);
  }
  input:disabled ~ .playhead {
    display: none;
  }
  input:focus-visible ~ .playhead::before {
    outline: 2px solid var(--reprise-color-accent);
    outline-offset: 4px;
  }
  .waiting .playhead::after {
    content: '';
    position: absolute;
    inset-block-start: 1.3125rem;
    inset-inline-start: 1px;
    inline-size: 1.75rem;
    block-size: 1.75rem;
    translate: -50% -50%;
    border: 2px solid transparent;
    border-block-start-color: var(--reprise-color-accent);
    border-radius: 50%;
    opacity: 0;
    /* Most moments arrive sooner than this delay. */
    animation:
      appear 1ms 300ms forwards,
      turn 900ms linear 300ms infinite;
  }
  @keyframes appear {
    to {
      opacity: 1;
    }
  }
  @keyframes turn {
    to {
      rotate: 1turn;
    }
  }
  .pointer {
    position: absolute;
    inset-block-end: 0.25rem;
    left: var(--at);
    block-size: 1.5rem;
    border-inline-start: 1.5px dashed var(--reprise-color-soft);
    pointer-events: none;
  }
  .preview {
    --width: min(17.5rem, 100%);
    position: absolute;
    inset-block-end: calc(100% + 0.25rem);
    left: clamp(0px, calc(var(--at) - var(--width) / 2), calc(100% - var(--width)));
    z-index: 3;
    inline-size: var(--width);
    overflow: hidden;
    border: 1px solid var(--reprise-color-line);
    border-radius: var(--reprise-radius-medium);
    background: var(--reprise-color-raised);
    color: var(--reprise-color-text);
    box-shadow: 0 8px 24px #0003;
    font-size: 0.75rem;
    line-height: 1.45;
    font-variant-numeric: tabular-nums;
    pointer-events: none;
  }
  .picture {
    block-size: 5.75rem;
    margin: 0;
    padding: 0.375rem 0.5rem;
    overflow: hidden;
    background: var(--reprise-color-terminal);
    color: var(--reprise-color-terminal-text);
    font: 0.4375rem/1.35 var(--reprise-font-mono);
    white-space: pre;
  }
  .words {
    display: grid;
    gap: 1px;
    padding: 0.4375rem 0.625rem;
  }
  .preview b,
  .item,
  .prompt {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .preview b {
    font-size: 0.8125rem;
    font-weight: 600;
  }
  .item.soft,
  .prompt {
    color: var(--reprise-color-soft);
  }
  @media (pointer: coarse) {
    .timeline {
      /* The finger finds it from further away; the drawing stays where it is. */
      margin-block: -0.5rem;
      padding-block: 0.5rem;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .waiting .playhead::after {
      animation: appear 1ms 300ms forwards;
      border-color: var(--reprise-color-accent);
      border-style: dotted;
    }
  }
  @media (forced-colors: active) {
    .layer,
    .empty,
    .playhead,
    .playhead::before,
    .pointer {
      forced-color-adjust: none;
    }
    .density {
      fill: none;
    }
    .rail {
      fill: GrayText;
    }
    .empty {
      background: GrayText;
    }
    .played .rail,
    .lanes {
      fill: Highlight;
    }
    .notches {
      fill: Canvas;
    }
    .over .mark {
      stroke: Canvas;
    }
    .buffered,
    .hit {
      fill: CanvasText;
    }
    .playhead,
    .playhead::before {
      background: Highlight;
      border-color: Canvas;
      box-shadow: 0 0 0 1px Canvas;
    }
    .playhead::before {
      box-shadow: 0 0 0 1.5px Highlight;
    }
    .pointer {
      border-color: CanvasText;
    }
  }
`;
