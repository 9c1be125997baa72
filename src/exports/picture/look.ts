/** How pictures look: the colours and fonts of the player, which a test compares with its style sheets. */
export type ThemeName = 'light' | 'dark';

/** Colours of everything but terminals; each is the player's custom property of that name. */
export interface Look {
  readonly background: string;
  readonly panel: string;
  readonly line: string;
  readonly text: string;
  readonly soft: string;
  readonly faint: string;
  readonly accent: string;
  readonly add: string;
  readonly addInk: string;
  readonly delete: string;
  readonly deleteInk: string;
  readonly warning: string;
  readonly track: string;
  readonly density: string;
}

/** The colours of each theme. */
export const LOOKS: Readonly<Record<ThemeName, Look>> = {
  light: {
    background: '#ffffff',
    panel: '#f6f7f9',
    line: '#e2e5ea',
    text: '#1a1f27',
    soft: '#515a68',
    faint: '#636c7a',
    accent: '#4f46e5',
    add: '#e8f6ed',
    addInk: '#136534',
    delete: '#fdecec',
    deleteInk: '#a32020',
    warning: '#8a4b00',
    track: '#c9ced7',
    density: '#dfe3e9',
  },
  dark: {
    background: '#0f1216',
    panel: '#14181d',
    line: '#262c35',
    text: '#e1e6ec',
    soft: '#9aa4b2',
    faint: '#8a94a3',
    accent: '#9d95ff',
    add: '#11281c',
    addInk: '#7ee2a3',
    delete: '#2b1518',
    deleteInk: '#ff9d9d',
    warning: '#f5b65b',
    track: '#3a424e',
    density: '#242a33',
  },
};

/** Colours of terminals, which are dark in either theme. */
export const TERMINAL = {
  fg: '#d3dae3',
  bg: '#0d1116',
  bar: '#161b22',
  soft: '#8b96a5',
  palette: [
    ...['#3d4653', '#f47f7f', '#7ad49a', '#e5b567', '#7fb0ff', '#c4a7ff', '#76d0dc', '#cfd6df'],
    ...['#7d8794', '#ff9d9d', '#96e6b3', '#f7d08a', '#a8c8ff', '#d9c6ff', '#a3e4ec', '#ffffff'],
  ],
} as const;

/** Behind the first letter of an agent's name, and the letter. */
export const AVATAR = { ground: '#a84c28', letter: '#ffffff' } as const;

/** Families of fonts, as SVG and CSS list them. */
export interface Fonts {
  readonly mono: string;
  readonly sans: string;
}

/** Those of whoever looks at a picture. */
export const VIEWER_FONTS: Fonts = {
  mono: "ui-monospace, 'SF Mono', 'JetBrains Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace",
  sans: "-apple-system, BlinkMacSystemFont, 'Segoe UI', Roboto, 'Liberation Sans', system-ui, sans-serif",
};
