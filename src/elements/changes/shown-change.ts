import type { ChangeEvent } from '../../format/index.ts';
import { formatPatch } from '../../state/index.ts';
import type { SessionContext } from '../context.ts';
import { wholeHunk } from '../diff-view/diff-rows.ts';
import { strings } from '../strings.ts';

/** What is shown of a change: a diff, a sentence, or both. */
export interface ShownChange {
  readonly patch?: string;
  readonly note?: string;
}

/** A change as far as its event alone tells it; `undefined` when texts are needed. */
export function showChange(change: ChangeEvent): ShownChange | undefined {
  const { op, patch, text, from, exact } = change;
  if (patch !== undefined) return exact === false ? { patch, note: strings.changes.inexact } : { patch };
  if (op === 'create' && text !== undefined) return showWhole(text, 'add');
  if (change.patchBlob !== undefined || text !== undefined || change.blob !== undefined) return undefined;
  if (op === 'rename') return { note: strings.changes.renamed(from ?? change.path) };
  if (exact === false) return { note: strings.changes.unknownFile };
  return undefined;
}

/** A change whose texts lie outside its event. Loads what it takes; jsdiff, when two texts must be compared. */
export async function loadChange(change: ChangeEvent, player: SessionContext): Promise<ShownChange> {
  const { before, after, patch } = await player.changeTexts(change);
  const inexact = change.exact === false ? { note: strings.changes.inexact } : {};
  if (patch !== undefined) return { patch, ...inexact };
  if (change.op === 'delete') {
    return before === undefined ? { note: strings.changes.removed } : showWhole(before, 'delete');
  }
  if (after === undefined) return { note: strings.changes.unknownText };
  if (change.op === 'create') return showWhole(after, 'add');
  if (before === undefined) return { ...showWhole(after, 'add'), note: strings.changes.replaced };
  const { createPatch } = await import('../../state/files/index.ts');
  const computed = createPatch(before, after);
  return computed === '' ? { note: strings.changes.same } : { patch: computed };
}

function showWhole(text: string, kind: 'add' | 'delete'): ShownChange {
  return text === '' ? { note: strings.changes.emptied } : { patch: formatPatch(wholeHunk(text, kind)) };
}
