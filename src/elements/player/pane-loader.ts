import type { Manifest } from '../../format/index.ts';

/**
 * Registers the elements that only some sessions need, once they are needed: because the session has a track for
 * them, or because the page's own layout contains them.
 *
 * @param layout - the player element, whose children may be a layout
 */
export async function loadPanes(manifest: Manifest, layout: Element): Promise<void> {
  const needs = (kind: string, selector: string): boolean =>
    manifest.tracks.some((track) => track.kind === kind) || layout.querySelector(selector) !== null;
  await Promise.all([
    needs('terminal', 'reprise-terminal') ? import('../terminal/terminal.define.ts') : undefined,
    needs('changes', 'reprise-changes') ? import('../changes/changes.define.ts') : undefined,
  ]);
}
