import { css } from 'lit';

/** How the cover of a recording looks: a picture that is not the playhead's, seen through a shade. */
export const coverStyles = css`
  .stage {
    position: relative;
    display: flex;
    flex-direction: column;
    flex: 1 1 0;
    min-block-size: 0;
    overflow: clip;
  }
  .waiting {
    visibility: hidden;
  }
  .cover {
    position: absolute;
    z-index: 1;
    inset: 0;
    display: grid;
    grid-template-rows: minmax(0, 1fr);
    background:
      linear-gradient(transparent 45%, rgb(0 0 0 / 60%) 75%, rgb(0 0 0 / 90%)) no-repeat,
      rgb(0 0 0 / 26%);
  }
  .play {
    display: grid;
    grid-area: 1 / 1;
    place-items: center;
    inline-size: 100%;
    padding: 0;
  }
  .play span {
    display: grid;
    place-items: center;
    inline-size: 4.5rem;
    block-size: 4.5rem;
    border-radius: 50%;
    background: var(--reprise-color-accent);
    color: var(--reprise-color-on-accent);
    box-shadow:
      0 0 0 0.375rem rgb(0 0 0 / 35%),
      0 0.5rem 2rem rgb(0 0 0 / 55%);
  }
  .play:hover span {
    background: color-mix(in srgb, var(--reprise-color-accent) 84%, #fff);
  }
  .play:focus-visible {
    outline: none;
  }
  .play:focus-visible span {
    outline: 3px solid #fff;
    outline-offset: 0.375rem;
  }
  .play .icon {
    inline-size: 1.75rem;
    block-size: 1.75rem;
    /* A triangle in the middle looks as if it stood left of it. */
    translate: 0.125rem 0;
  }
  .about {
    grid-area: 1 / 1;
    align-self: end;
    padding: 1.25rem 1.5rem;
    color: #fff;
    pointer-events: none;
  }
  .about h2 {
    display: -webkit-box;
    margin: 0;
    overflow: hidden;
    font-size: 1.375rem;
    font-weight: 600;
    line-height: 1.25;
    overflow-wrap: anywhere;
    text-wrap: balance;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
  }
  .about p {
    display: flex;
    flex-wrap: wrap;
    gap: 0 0.5rem;
    margin: 0.375rem 0 0;
    color: #d5dae2;
    font-size: 0.8125rem;
    font-variant-numeric: tabular-nums;
  }
  .about span:not(:last-child)::after {
    content: '·';
    margin-inline-start: 0.5rem;
  }
  @container (max-width: 40rem) {
    .about {
      padding: 1rem;
    }
    .about h2 {
      font-size: 1.125rem;
    }
    .play span {
      inline-size: 4rem;
      block-size: 4rem;
    }
  }
  @media (forced-colors: active) {
    .about {
      background: Canvas;
      color: CanvasText;
    }
    .about p {
      color: CanvasText;
    }
    .play span {
      border: 2px solid ButtonText;
      background: ButtonFace;
      color: ButtonText;
    }
  }
`;
