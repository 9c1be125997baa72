import { css } from 'lit';

/** How `<reprise-time-range>` looks. */
export const styles = css`
  :host {
    display: block;
    min-inline-size: 0;
  }
  .timeline {
    position: relative;
    block-size: 2.125rem;
    /* Time runs left to right in every writing direction, as in other players. */
    direction: ltr;
    cursor: pointer;
    touch-action: pan-y;
    -webkit-tap-highlight-color: transparent;
  }
  .density {
    position: absolute;
    inset: 0 0 auto;
    inline-size: 100%;
    block-size: 1.25rem;
    fill: color-mix(in srgb, var(--reprise-color-soft) 24%, transparent);
    pointer-events: none;
  }
  .bars {
    position: absolute;
    inset: 1.375rem 0 auto;
    block-size: 0.3125rem;
    pointer-events: none;
    transition: transform var(--reprise-duration);
  }
  .bars i {
    position: absolute;
    inset-block: 0;
    border-radius: 0.1875rem;
    min-inline-size: 1px;
    background: var(--reprise-color-track);
  }
  .bars .whole {
    inset-inline: 0;
  }
  .bars .skipped {
    z-index: 1;
    /* A fold of a second is still worth seeing; its ground covers the bars that it pushes aside. */
    min-inline-size: 0.75rem;
    border-radius: 0;
    background: repeating-linear-gradient(
      115deg,
      var(--reprise-color-track) 0 3px,
      var(--reprise-color-panel) 3px 6px
    );
    box-shadow: 0 0 0 2px var(--reprise-color-panel);
  }
  .played {
    clip-path: inset(-1px calc(100% - var(--playhead)) -1px 0);
  }
  .played i {
    background: var(--reprise-color-accent);
  }
  .played .skipped {
    background: repeating-linear-gradient(
      115deg,
      var(--reprise-color-accent) 0 3px,
      var(--reprise-color-panel) 3px 6px
    );
  }
  .timeline:hover .bars,
  .dragging .bars {
    transform: scaleY(1.3);
  }
  .tick {
    position: absolute;
    inset-block-start: 0.875rem;
    inline-size: 2px;
    block-size: 0.375rem;
    margin-inline-start: -1px;
    border-radius: 1px;
    background: var(--reprise-color-accent);
    pointer-events: none;
  }
  .tick.error {
    background: var(--reprise-color-delete-ink);
  }
  .tick.change {
    background: var(--reprise-color-add-ink);
  }
  .tick.note {
    background: var(--reprise-color-warning);
  }
  .buffered {
    position: absolute;
    inset-block-start: 1.84375rem;
    block-size: 1px;
    background: var(--reprise-color-faint);
    opacity: 0.45;
    pointer-events: none;
  }
  input {
    position: absolute;
    inset: 1.125rem 0 auto;
    inline-size: 100%;
    block-size: 0.8125rem;
    margin: 0;
    opacity: 0;
    pointer-events: none;
  }
  .playhead {
    position: absolute;
    inset-block-start: 1.53125rem;
    left: var(--playhead);
    inline-size: 0.9375rem;
    block-size: 0.9375rem;
    translate: -50% -50%;
    border: 3px solid var(--reprise-color-panel);
    border-radius: 50%;
    background: var(--reprise-color-accent);
    box-shadow: 0 0 0 1px var(--reprise-color-accent);
    pointer-events: none;
  }
  input:disabled ~ .playhead {
    display: none;
  }
  input:focus-visible ~ .playhead {
    outline: 2px solid var(--reprise-color-accent);
    outline-offset: 3px;
  }
  .waiting .playhead::after {
    content: '';
    position: absolute;
    inset: -0.4375rem;
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
    inset-block: 0.25rem 0.375rem;
    inline-size: 1px;
    background: var(--reprise-color-soft);
    opacity: 0.6;
    pointer-events: none;
  }
  .preview {
    position: absolute;
    inset-block-end: calc(100% + 0.25rem);
    z-index: 3;
    translate: var(--shift) 0;
    inline-size: max-content;
    max-inline-size: min(24rem, 100%);
    padding: 0.4375rem 0.625rem;
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
  .preview b,
  .preview .detail {
    display: block;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .preview b {
    font-weight: 600;
  }
  .preview .detail {
    color: var(--reprise-color-soft);
  }
  .preview .error {
    color: var(--reprise-color-delete-ink);
  }
  @media (pointer: coarse) {
    .timeline {
      /* The finger finds it from further away; the drawing stays where it is. */
      margin-block-end: -0.375rem;
      padding-block-end: 0.375rem;
      box-sizing: content-box;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .bars {
      transition: none;
    }
    .waiting .playhead::after {
      animation: appear 1ms 300ms forwards;
      border-color: var(--reprise-color-accent);
      border-style: dotted;
    }
  }
  @media (forced-colors: active) {
    .bars i,
    .playhead,
    .tick,
    .buffered,
    .pointer {
      forced-color-adjust: none;
    }
    .bars i {
      background: GrayText;
    }
    .played i,
    .playhead {
      background: Highlight;
    }
    .playhead {
      border-color: Canvas;
      box-shadow: 0 0 0 1px Highlight;
    }
    .tick,
    .buffered,
    .pointer {
      background: CanvasText;
    }
  }
`;
