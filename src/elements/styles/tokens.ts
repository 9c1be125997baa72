import { css } from 'lit';

/**
 * The look in one place: every colour, radius and font an element uses is one of these custom properties, and
 * a host page may set any of them on `reprise-player`. Light and dark follow the page's `color-scheme`.
 */
export const tokens = css`
  :host {
    --reprise-color-background: light-dark(#ffffff, #0f1216);
    --reprise-color-panel: light-dark(#f7f8fa, #14181d);
    --reprise-color-raised: light-dark(#ffffff, #1a1f26);
    --reprise-color-line: light-dark(#e3e6eb, #262c35);
    --reprise-color-text: light-dark(#1b2028, #dfe4ea);
    --reprise-color-soft: light-dark(#5b6472, #8d97a5);
    --reprise-color-faint: light-dark(#6c7583, #7d8794);
    --reprise-color-accent: light-dark(#4f46e5, #9d95ff);
    --reprise-color-accent-soft: light-dark(#eef0ff, #221f45);
    --reprise-color-on-accent: light-dark(#ffffff, #14122b);
    --reprise-color-add: light-dark(#e6f6ec, #11291c);
    --reprise-color-add-word: light-dark(#a9e2bd, #184a2d);
    --reprise-color-add-ink: light-dark(#116632, #7ee2a3);
    --reprise-color-delete: light-dark(#fdecec, #2c1517);
    --reprise-color-delete-word: light-dark(#f5bcbc, #6b2529);
    --reprise-color-delete-ink: light-dark(#a32020, #ff9d9d);
    --reprise-color-warning: light-dark(#b45309, #f5b65b);
    --reprise-color-track: light-dark(#cfd4dc, #343b46);
    --reprise-color-terminal: light-dark(#11151a, #0b0e12);
    --reprise-color-terminal-text: #cfd6df;
    --reprise-color-code-keyword: light-dark(#5b21b6, #c4a7ff);
    --reprise-color-code-string: light-dark(#0b5c55, #7fd8c8);
    --reprise-color-code-number: light-dark(#8a3a0a, #f5b65b);
    --reprise-color-code-comment: light-dark(#4b5563, #a9b2be);
    --reprise-color-code-title: light-dark(#1e40af, #8ab4ff);
    --reprise-font-mono:
      ui-monospace, 'SF Mono', 'JetBrains Mono', 'DejaVu Sans Mono', Menlo, Consolas, monospace;
    --reprise-font-sans: Inter, 'Segoe UI', system-ui, -apple-system, 'DejaVu Sans', sans-serif;
    --reprise-font-size: 0.875rem;
    --reprise-radius-small: 0.375rem;
    --reprise-radius-medium: 0.625rem;
    --reprise-radius-large: 0.875rem;
    --reprise-duration: 150ms;
  }
`;
