import { css } from 'lit';

/** What differs where more contrast is asked for: lines of 3:1, and tints give way to outlines. */
const contrast = css`
  --reprise-color-panel: light-dark(#ffffff, #000000);
  --reprise-color-raised: light-dark(#ffffff, #000000);
  --reprise-color-background: light-dark(#ffffff, #000000);
  --reprise-color-line: light-dark(#767c86, #8a93a0);
  --reprise-color-edge: light-dark(#2b3038, #ccd3dc);
  --reprise-color-text: light-dark(#000000, #ffffff);
  --reprise-color-soft: light-dark(#23272e, #e2e6eb);
  --reprise-color-faint: light-dark(#3a404a, #cdd3db);
  --reprise-color-accent: light-dark(#2b1fb8, #bdb8ff);
  --reprise-color-accent-soft: light-dark(#ffffff, #000000);
  --reprise-color-accent-line: light-dark(#2b1fb8, #bdb8ff);
  --reprise-color-on-accent: light-dark(#ffffff, #000000);
  --reprise-color-tint-line: light-dark(#2b1fb8, #bdb8ff);
  --reprise-color-add: light-dark(#ffffff, #000000);
  --reprise-color-add-word: light-dark(#c4f0d2, #0d4423);
  --reprise-color-add-ink: light-dark(#00481d, #a6f5c0);
  --reprise-color-delete: light-dark(#ffffff, #000000);
  --reprise-color-delete-word: light-dark(#ffd4d4, #5c171b);
  --reprise-color-delete-ink: light-dark(#7f0000, #ffc2c2);
  --reprise-color-warning: light-dark(#5b3000, #ffd494);
  --reprise-color-warning-soft: light-dark(#ffffff, #000000);
  --reprise-color-warning-line: light-dark(#5b3000, #ffd494);
  --reprise-color-hit-tick: light-dark(#6b3f00, #ffc861);
  --reprise-color-track: light-dark(#767c86, #8a93a0);
  --reprise-color-density: light-dark(#c3c8d0, #4a515c);
  --reprise-color-terminal: #000000;
  --reprise-color-terminal-bar: #000000;
  --reprise-color-terminal-text: #ffffff;
  --reprise-color-terminal-soft: #d0d6de;
  --reprise-color-terminal-mark: #1c2a4d;
  --reprise-color-code-keyword: light-dark(#4a0fa0, #d9c6ff);
  --reprise-color-code-string: light-dark(#004a44, #a5ece5);
  --reprise-color-code-number: light-dark(#6b2a00, #ffd494);
  --reprise-color-code-comment: light-dark(#3a404a, #cdd3db);
  --reprise-color-code-title: light-dark(#0a2f86, #b5cfff);
`;

/** The theme `classic`: a terminal of before, light on black and in its font. */
const classic = css`
  color-scheme: dark;
  --reprise-color-background: #000000;
  --reprise-color-panel: #0c0c0c;
  --reprise-color-raised: #161616;
  --reprise-color-line: #333333;
  --reprise-color-edge: #7a7a7a;
  --reprise-color-text: #d0d0d0;
  --reprise-color-soft: #a8a8a8;
  --reprise-color-faint: #969696;
  --reprise-color-accent: #5fd7ff;
  --reprise-color-accent-soft: #06202b;
  --reprise-color-accent-line: #155064;
  --reprise-color-on-accent: #001018;
  --reprise-color-add: #062406;
  --reprise-color-add-word: #0b450b;
  --reprise-color-add-ink: #5fff5f;
  --reprise-color-delete: #2c0606;
  --reprise-color-delete-word: #631212;
  --reprise-color-delete-ink: #ff8787;
  --reprise-color-warning: #ffd75f;
  --reprise-color-warning-soft: #241c00;
  --reprise-color-warning-line: #5f4a00;
  --reprise-color-track: #4a4a4a;
  --reprise-color-density: #2a2a2a;
  --reprise-color-terminal: #000000;
  --reprise-color-terminal-bar: #0c0c0c;
  --reprise-color-terminal-text: #d0d0d0;
  --reprise-color-terminal-soft: #a8a8a8;
  --reprise-color-code-keyword: #d7afff;
  --reprise-color-code-string: #87d7d7;
  --reprise-color-code-number: #ffd75f;
  --reprise-color-code-comment: #a8a8a8;
  --reprise-color-code-title: #87afff;
  --reprise-font-sans: var(--reprise-font-mono);
`;

/** The person's own colours, where the system has them used everywhere. */
const forced = css`
  --reprise-color-background: Canvas;
  --reprise-color-panel: Canvas;
  --reprise-color-raised: Canvas;
  --reprise-color-line: CanvasText;
  --reprise-color-edge: ButtonBorder;
  --reprise-color-text: CanvasText;
  --reprise-color-soft: CanvasText;
  --reprise-color-faint: CanvasText;
  --reprise-color-accent: Highlight;
  --reprise-color-accent-soft: Canvas;
  --reprise-color-accent-line: Highlight;
  --reprise-color-on-accent: HighlightText;
  --reprise-color-tint-line: Highlight;
  --reprise-color-add-ink: CanvasText;
  --reprise-color-delete-ink: CanvasText;
  --reprise-color-warning: CanvasText;
  --reprise-color-hit-tick: Highlight;
  --reprise-color-track: GrayText;
  --reprise-color-density: GrayText;
`;

/**
 * The look in one place: every colour, radius and font an element uses is one of these custom properties, and
 * a host page may set any of them on `reprise-player`. Light and dark follow the page's `color-scheme`; the attribute
 * `theme` of the player names one of `light`, `dark`, `contrast` and `classic`.
 */
export const tokens = css`
  :host {
    --reprise-color-background: light-dark(#ffffff, #0f1216); /* Behind everything */
    --reprise-color-panel: light-dark(#f6f7f9, #14181d); /* Bars and panes that step back */
    --reprise-color-raised: light-dark(#ffffff, #1a1f26); /* Cards and menus */
    --reprise-color-line: light-dark(#e2e5ea, #262c35); /* Lines between things */
    --reprise-color-edge: light-dark(#868e9b, #6b7584); /* Edges of controls */
    --reprise-color-text: light-dark(#1a1f27, #e1e6ec); /* Text */
    --reprise-color-soft: light-dark(#515a68, #9aa4b2); /* Labels and controls */
    --reprise-color-faint: light-dark(#636c7a, #8a94a3); /* Numbers, times and hints */
    --reprise-color-accent: light-dark(#4f46e5, #9d95ff); /* Where the reader is and what can be pressed */
    --reprise-color-accent-soft: light-dark(#eef0ff, #201e3d); /* Behind what is current, and prompts */
    --reprise-color-accent-line: light-dark(#c9cdfb, #3d3978); /* Lines around what is current */
    --reprise-color-on-accent: light-dark(#ffffff, #14122b); /* Text on the accent colour */
    --reprise-color-tint-line: transparent; /* Edge of tinted areas, where more contrast is asked for */
    --reprise-color-add: light-dark(#e8f6ed, #11281c); /* Behind added lines */
    --reprise-color-add-word: light-dark(#a9e2bd, #184a2e); /* Behind added words */
    --reprise-color-add-ink: light-dark(#136534, #7ee2a3); /* Numbers of added lines, what went well */
    --reprise-color-delete: light-dark(#fdecec, #2b1518); /* Behind removed lines */
    --reprise-color-delete-word: light-dark(#f6bdbd, #6b2529); /* Behind removed words */
    --reprise-color-delete-ink: light-dark(#a32020, #ff9d9d); /* Numbers of removed lines, what failed */
    --reprise-color-warning: light-dark(#8a4b00, #f5b65b); /* What needs attention */
    --reprise-color-warning-soft: light-dark(#fff5e0, #2b2110); /* Behind what needs attention */
    --reprise-color-warning-line: light-dark(#ecd09a, #57431b); /* Lines around what needs attention */
    --reprise-color-hit: light-dark(#ffe48a, #5c4a10); /* Behind what was found */
    --reprise-color-hit-now: light-dark(#ffb224, #f0a92b); /* Behind the hit that the reader is at */
    --reprise-color-hit-tick: light-dark(#c27800, #f0b13c); /* Hits on the timeline */
    --reprise-color-track: light-dark(#c9ced7, #3a424e); /* The timeline ahead of the playhead */
    --reprise-color-density: light-dark(#dfe3e9, #242a33); /* How much happened, above the timeline */
    --reprise-color-terminal: #0d1116; /* Behind a terminal */
    --reprise-color-terminal-bar: #161b22; /* Bar of a terminal */
    --reprise-color-terminal-text: #d3dae3; /* Text of a terminal */
    --reprise-color-terminal-soft: #8b96a5; /* Labels in the bar of a terminal */
    --reprise-color-terminal-mark: #1a2233; /* Behind the rows that the current item wrote */
    --reprise-color-code-keyword: light-dark(#6d22cc, #c4a7ff); /* Keywords in code */
    --reprise-color-code-string: light-dark(#085a53, #7fd8c8); /* Strings in code */
    --reprise-color-code-number: light-dark(#8a3a0a, #f5b65b); /* Numbers in code */
    --reprise-color-code-comment: light-dark(#4b5563, #a9b2be); /* Comments in code */
    --reprise-color-code-title: light-dark(#1d4fb8, #8ab4ff); /* Names of functions and types in code */
    --reprise-font-mono:
      ui-monospace, 'SF Mono', 'JetBrains Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace; /* Font of code and terminals */
    --reprise-font-sans:
      -apple-system, BlinkMacSystemFont, 'Segoe UI', Roboto, 'Liberation Sans', system-ui, sans-serif; /* Font of everything else */
    --reprise-font-size: 0.875rem; /* Size of text */
    --reprise-radius-code: 0.25rem; /* Corners of code and keys */
    --reprise-radius-small: 0.375rem; /* Corners of chips */
    --reprise-radius-button: 0.5rem; /* Corners of buttons */
    --reprise-radius-medium: 0.625rem; /* Corners of cards */
    --reprise-radius-large: 0.875rem; /* Corners of the player */
    --reprise-duration: 140ms; /* How long things take to move */
  }
  @media (prefers-contrast: more) {
    :host {
      ${contrast}
    }
  }
  :host([theme='contrast']) {
    ${contrast}
  }
  :host([theme='classic']) {
    ${classic}
  }
  @media (forced-colors: active) {
    :host {
      ${forced}
    }
  }
`;
