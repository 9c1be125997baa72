import { html, type TemplateResult } from 'lit';

/** The outlines that the first frame draws; all the others come with `icons.ts`. */
export const FIRST_PATHS = {
  play: 'M8 5v14l11-7z',
  list: 'M8 6h12M8 12h12M8 18h12M4 6h.01M4 12h.01M4 18h.01',
  keyboard:
    'M4 6h16a1 1 0 0 1 1 1v10a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V7a1 1 0 0 1 1-1zM7 10h.01M11 10h.01M15 10h.01M7 14h10',
  down: 'm7 10 5 5 5-5',
  right: 'm10 7 5 5-5 5',
} as const;

/** As `icon` of `icons.ts`, for few names. */
export function firstIcon(name: keyof typeof FIRST_PATHS): TemplateResult {
  return renderOutline(FIRST_PATHS[name], name === 'play');
}

/**
 * Draws an icon.
 *
 * @param path - on a 24 × 24 grid: a line, or the edge of an area when `filled`
 */
export function renderOutline(path: string, filled: boolean): TemplateResult {
  const kind = filled ? 'icon filled' : 'icon';
  return html`<svg class=${kind} viewBox="0 0 24 24" aria-hidden="true"><path d=${path}></path></svg>`;
}
