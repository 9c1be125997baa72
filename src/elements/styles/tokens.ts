import { css } from 'lit';

/**
 * The look in one place: every colour, radius and font an element uses is one of these custom properties, and
 * a host page may set any of them on `reprise-player`. Light and dark follow the page's `color-scheme`.
 */
export const tokens = css`
  :host {
    --reprise-color-background: light-dark(#ffffff, #0f1216); /* Behind everything */
    --reprise-color-panel: light-dark(#f7f8fa, #14181d); /* Bars and panes that step back */
    --reprise-color-raised: light-dark(#ffffff, #1a1f26); /* Cards and menus */
    --reprise-color-line: light-dark(#e3e6eb, #262c35); /* Lines between things */
    --reprise-color-edge: light-dark(#868e9b, #6b7584); /* Edges of fields and selects */
    --reprise-color-text: light-dark(#1b2028, #dfe4ea); /* Text */
    --reprise-color-soft: light-dark(#5b6472, #8d97a5); /* Text of less weight */
    --reprise-color-faint: light-dark(#6c7583, #7d8794); /* Times and hints */
    --reprise-color-accent: light-dark(#4f46e5, #9d95ff); /* What is active or can be pressed */
    --reprise-color-accent-soft: light-dark(#eef0ff, #221f45); /* Behind what is active */
    --reprise-color-on-accent: light-dark(#ffffff, #14122b); /* Text on the accent colour */
    --reprise-color-add: light-dark(#e6f6ec, #11291c); /* Behind added lines */
    --reprise-color-add-word: light-dark(#a9e2bd, #184a2d); /* Behind added words */
    --reprise-color-add-ink: light-dark(#116632, #7ee2a3); /* Numbers of added lines, what went well */
    --reprise-color-delete: light-dark(#fdecec, #2c1517); /* Behind removed lines */
    --reprise-color-delete-word: light-dark(#f5bcbc, #6b2529); /* Behind removed words */
    --reprise-color-delete-ink: light-dark(#a32020, #ff9d9d); /* Numbers of removed lines, what failed */
    --reprise-color-warning: light-dark(#b45309, #f5b65b); /* Warnings */
    --reprise-color-track: light-dark(#cfd4dc, #343b46); /* The timeline ahead of the playhead */
    --reprise-color-terminal: light-dark(#11151a, #0b0e12); /* Behind a terminal */
    --reprise-color-terminal-text: #cfd6df; /* Text of a terminal */
    --reprise-color-code-keyword: light-dark(#5b21b6, #c4a7ff); /* Keywords in code */
    --reprise-color-code-string: light-dark(#0b5c55, #7fd8c8); /* Strings in code */
    --reprise-color-code-number: light-dark(#8a3a0a, #f5b65b); /* Numbers in code */
    --reprise-color-code-comment: light-dark(#4b5563, #a9b2be); /* Comments in code */
    --reprise-color-code-title: light-dark(#1e40af, #8ab4ff); /* Names of functions and types in code */
    --reprise-font-mono:
      ui-monospace, 'SF Mono', 'JetBrains Mono', 'DejaVu Sans Mono', Menlo, Consolas, monospace; /* Font of code and terminals */
    --reprise-font-sans:
      Inter, 'Segoe UI', system-ui, -apple-system, 'DejaVu Sans', sans-serif; /* Font of everything else */
    --reprise-font-size: 0.875rem; /* Size of text */
    --reprise-radius-small: 0.375rem; /* Corners of controls */
    --reprise-radius-medium: 0.625rem; /* Corners of cards */
    --reprise-radius-large: 0.875rem; /* Corners of the player */
    --reprise-duration: 150ms; /* How long things take to move */
  }
`;
