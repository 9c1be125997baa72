import type { Manifest } from '../format/index.ts';
import { panesOf } from './layout/panes.ts';

/** All but the panes is small and comes as one file. */
const parts = (): Promise<unknown> => import('./parts.define.ts');

/**
 * Elements that the first frame does without, by tag; each is registered by the code that is loaded for it. The
 * styles of whoever contains them keep their places free.
 */
const LAZY: Readonly<Record<string, () => Promise<unknown>>> = {
  'reprise-changes': () => import('./changes/changes.define.ts'),
  'reprise-find': () => import('./find/find.define.ts'),
  'reprise-transcript': () => import('./transcript/transcript.define.ts'),
  'reprise-terminal': () => import('./terminal/terminal.define.ts'),
  'reprise-excerpt': () => import('./excerpt/excerpt.define.ts'),
  'reprise-note': () => import('./note/note.define.ts'),
  'reprise-about': () => import('./about/about.define.ts'),
  'reprise-outline': () => import('./outline/outline.define.ts'),
  'reprise-clock-button': parts,
  'reprise-error-message': parts,
  'reprise-findings-note': () => import('./findings-note/findings-note.define.ts'),
  'reprise-fullscreen-button': parts,
  'reprise-key-list': parts,
  'reprise-link-button': parts,
  'reprise-play-button': parts,
  'reprise-rate-button': parts,
  'reprise-split': parts,
  'reprise-step-button': parts,
  'reprise-stall-message': parts,
  'reprise-tabs': parts,
  'reprise-terminals': () => import('./terminals/terminals.define.ts'),
  'reprise-time-display': parts,
  'reprise-time-range': parts,
  'reprise-transport': parts,
};

/**
 * Registers the elements with these tags, loading what is not there yet.
 *
 * @throws {TypeError} when the code cannot be loaded, as `import()` does
 */
export async function defineElements(tags: Iterable<string>): Promise<void> {
  const missing = [...tags].filter((tag) => !customElements.get(tag));
  await Promise.all(missing.map(async (tag) => LAZY[tag]?.()));
}

/** Tags of the lazy elements that a page's own layout is made of. */
export function tagsIn(layout: ParentNode): string[] {
  const found = layout.querySelectorAll(Object.keys(LAZY).join(','));
  return [...new Set([...found].map(({ localName }) => localName))];
}

/**
 * Begins to load the code of what the default layout shows first, beside that of the elements it is shown in: they would
 * ask for it one after another.
 *
 * @returns entry path of the track that is shown first, in every form of the layout
 */
export function loadFirstPane(manifest: Manifest): string | undefined {
  const [first] = panesOf(manifest);
  // Whoever draws with it tells when it does not come.
  if (first === 'story') import('./transcript/draw-item.ts').catch(() => undefined);
  const kind = first === 'story' ? 'transcript' : first;
  return manifest.tracks.find((track) => track.kind === kind && track.parent === undefined)?.entry;
}

/** Tags of the lazy elements that the default layout shows: its controls, and what the session has. */
export function tagsFor(manifest: Manifest | undefined): string[] {
  const panes = panesOf(manifest);
  return [
    'reprise-transport',
    // Nearly every session has one: its code travels while the head of the file does.
    ...(manifest === undefined || panes.includes('story') ? ['reprise-transcript'] : []),
    ...(panes.length > 1 || panes.includes('story') ? ['reprise-split', 'reprise-tabs'] : []),
    ...(panes.includes('terminal') ? ['reprise-terminals', 'reprise-terminal'] : []),
    ...(panes.includes('changes') ? ['reprise-changes'] : []),
  ];
}
