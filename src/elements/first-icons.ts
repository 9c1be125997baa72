import { html, type TemplateResult } from 'lit';

/** The outlines that the first frame draws; all the others come with `icons.ts`. */
export const FIRST_PATHS = {
  play: 'M8 5v14l11-7z',
  list: 'M8 6h12M8 12h12M8 18h12M4 6h.01M4 12h.01M4 18h.01',
  keyboard:
    'M4 6h16a1 1 0 0 1 1 1v10a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V7a1 1 0 0 1 1-1zM7 10h.01M11 10h.01M15 10h.01M7 14h10',
  down: 'm7 10 5 5 5-5',
  right: 'm10 7 5 5-5 5',
  close: 'm6 6 12 12M18 6 6 18',
  check: 'm5 12.5 4.5 4.5L19 7.5',
  cross: 'm7 7 10 10M17 7 7 17',
  warning: 'M12 4 2.8 20h18.4zM12 10v4M12 17h.01',
  search: 'M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM20 20l-4-4',
  info: 'M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM12 11v5.5M12 7.5h.01',
  linked: 'M12 8.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7zM12 3v5.5M12 15.5V21M3 12h5.5M15.5 12H21',
  command: 'm5 8 4 4-4 4M12 16h7',
  enlarge: 'M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5',
  shrink: 'M9 4v5H4M15 4v5h5M9 20v-5H4M15 20v-5h5',
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
