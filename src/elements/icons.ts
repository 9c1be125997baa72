import type { TemplateResult } from 'lit';
import { FIRST_PATHS, renderOutline } from './first-icons.ts';

/** Outlines on a 24 × 24 grid, drawn with a stroke; those in `FILLED` are areas. */
const PATHS = {
  ...FIRST_PATHS,
  pause: 'M7 5h3.6v14H7zM13.4 5H17v14h-3.6z',
  replay: 'M5 12a7 7 0 1 0 2.2-5.1M5 4v4h4',
  previous: 'M18 6 9 12l9 6zM6 6v12',
  next: 'm6 6 9 6-9 6zM18 6v12',
  link: 'M10 14a4 4 0 0 0 6 0l3-3a4 4 0 0 0-6-6l-1 1M14 10a4 4 0 0 0-6 0l-3 3a4 4 0 0 0 6 6l1-1',
  lock: 'M5 11h14v10H5zM8 11V7a4 4 0 0 1 8 0v4M12 15v2',
  offline: 'M4 4l16 16M8.5 15.5a5 5 0 0 1 5.7-1M5 12a10 10 0 0 1 4-2.4M13 9a10 10 0 0 1 6 3M12 19h.01',
  file: 'M6 3h8l4 4v14H6zM14 3v4h4',
  copy: 'M9 9h11v11H9zM5 15H4V4h11v1',
  download: 'M12 4v11m-5-4.5 5 5 5-5M5 20h14',
  edit: 'M4 20h4L19 9l-4-4L4 16zM13 7l4 4',
  read: 'M4 5h6a2 2 0 0 1 2 2v13a2 2 0 0 0-2-2H4zM20 5h-6a2 2 0 0 0-2 2v13a2 2 0 0 1 2-2h6z',
  remove: 'M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13',
  move: 'M4 12h15M14 7l5 5-5 5',
  fetch: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM3 12h18M12 3c3 2.6 3 15.4 0 18M12 3c-3 2.6-3 15.4 0 18',
  think: 'M9 18h6M10 21h4M12 3a6 6 0 0 0-3.5 10.9c.5.4.8 1 .8 1.6h5.4c0-.6.3-1.2.8-1.6A6 6 0 0 0 12 3z',
  agent: 'M6 8h12v10H6zM12 8V4M9.5 12v2M14.5 12v2',
  test: 'M9 3h6M10 3v6l-5 9a2 2 0 0 0 1.8 3h10.4a2 2 0 0 0 1.8-3l-5-9V3M7.5 14h9',
  tool: 'M14 6a4 4 0 0 0 5 5l-8.5 8.5a2.1 2.1 0 0 1-3-3L16 8',
  cut: 'M6 4a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5zM6 15a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5zM8 8l12 9M8 16 20 7',
  commit: 'M12 8.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7zM3 12h5.5M15.5 12H21',
  plan: 'm4 6 1.5 1.5L8 5M4 12l1.5 1.5L8 11M4 18l1.5 1.5L8 17M12 6h8M12 12h8M12 18h8',
  more: 'M5 12h.01M12 12h.01M19 12h.01',
  up: 'm7 14 5-5 5 5',
  wrap: 'M4 6h16M4 12h13a3 3 0 0 1 0 6h-4M15.5 15.5 13 18l2.5 2.5M4 18h5',
  space: 'M4 10v5h16v-5',
  unfold: 'm8 7 4-4 4 4M8 17l4 4 4-4M4 12h16',
  person: 'M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM4.5 20c1-4 4-5.5 7.5-5.5s6.5 1.5 7.5 5.5',
  options: 'M4 8h8M16 8h4M14 6v4M4 16h4M12 16h8M10 14v4',
  image: 'M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M15 9h.01',
} as const;

/** A name in the table above. */
export type IconName = keyof typeof PATHS;

const FILLED: ReadonlySet<IconName> = new Set(['play', 'pause']);

/** An icon as decoration: it is hidden from assistive technology, its control carries the name. */
export function icon(name: IconName): TemplateResult {
  return renderOutline(PATHS[name], FILLED.has(name));
}
