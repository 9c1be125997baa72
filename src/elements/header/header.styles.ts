import { css } from 'lit';

/** How `<reprise-header>` looks. */
export const styles = css`
  :host {
    display: block;
    container-type: inline-size;
    color: var(--reprise-color-text);
    font: var(--reprise-font-size) / 1.5 var(--reprise-font-sans);
  }
  .header {
    display: flex;
    align-items: center;
    gap: 0.625rem;
    min-inline-size: 0;
    min-block-size: 3.125rem;
    padding: 0.5rem 0.875rem;
  }
  h2 {
    margin: 0;
    min-inline-size: 3rem;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    font-size: 0.875rem;
    font-weight: 600;
  }
  .chip {
    flex: none;
    padding: 0.0625rem 0.5625rem;
    border: 1px solid var(--reprise-color-line);
    border-radius: 99px;
    color: var(--reprise-color-soft);
    font-size: 0.75rem;
    white-space: nowrap;
    font-variant-numeric: tabular-nums;
  }
  .added {
    color: var(--reprise-color-add-ink);
  }
  .removed {
    color: var(--reprise-color-delete-ink);
  }
  .space {
    flex: 1;
  }
  .quiet {
    margin-inline: -0.125rem;
  }
  .bone {
    block-size: 0.75rem;
    inline-size: 5rem;
    border-radius: 99px;
    background: var(--reprise-color-line);
  }
  .bone.title {
    inline-size: min(18rem, 50%);
  }
  #chapters {
    position: fixed;
    inset: var(--top) var(--end) auto auto;
    inline-size: min(22rem, calc(100vw - 1rem));
    max-block-size: min(28rem, calc(100vh - var(--top) - 1rem));
    margin: 0;
    padding: 0;
    overflow: auto;
    border: 1px solid var(--reprise-color-line);
    border-radius: var(--reprise-radius-medium);
    background: var(--reprise-color-raised);
    box-shadow: 0 12px 32px #0003;
  }
  @container (max-width: 900px) {
    .chip.extra {
      display: none;
    }
  }
  @container (max-width: 480px) {
    .chip,
    .keys {
      display: none;
    }
  }
`;
