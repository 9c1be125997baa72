import type { Manifest } from '../format/index.ts';
import { panesOf } from './layout/panes.ts';

/** Elements that not every session needs, by tag; each is registered by the code that is loaded for it. */
const LAZY: Readonly<Record<string, () => Promise<unknown>>> = {
  'reprise-changes': () => import('./changes/changes.define.ts'),
  'reprise-chapter-list': () => import('./chapter-list/chapter-list.define.ts'),
  'reprise-key-list': () => import('./key-list/key-list.define.ts'),
  'reprise-split': () => import('./split/split.define.ts'),
  'reprise-tabs': () => import('./tabs/tabs.define.ts'),
  'reprise-terminal': () => import('./terminal/terminal.define.ts'),
  'reprise-terminals': () => import('./terminals/terminals.define.ts'),
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

/** Tags of the lazy elements that the default layout shows a session with. */
export function tagsFor(manifest: Manifest): string[] {
  const panes = panesOf(manifest);
  return [
    ...(panes.length > 1 ? ['reprise-split', 'reprise-tabs'] : []),
    ...(panes.includes('terminal') ? ['reprise-terminals', 'reprise-terminal'] : []),
    ...(panes.includes('changes') ? ['reprise-changes'] : []),
  ];
}
