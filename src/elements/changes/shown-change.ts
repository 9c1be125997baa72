import type { ChangeEvent } from '../../format/index.ts';
import { formatPatch } from '../../state/index.ts';
import type { SessionContext } from '../context.ts';
import { wholeHunk } from '../diff-view/diff-rows.ts';
import type { ChangesStrings } from '../strings/changes.ts';

/** A sentence, in the language of the moment it is drawn in. */
export type Note = (strings: ChangesStrings) => string;

/** What is shown of a change: a diff, a sentence, or both. */
export interface ShownChange {
  readonly patch?: string;
  readonly note?: Note;
}

/** A change as far as its event alone tells it; `undefined` when texts are needed. */
export function showChange(change: ChangeEvent): ShownChange | undefined {
  const { op, patch, text, from, exact } = change;
  if (patch !== undefined) return exact === false ? { patch, note: noteOf(change) } : { patch };
  if (op === 'create' && text !== undefined) return showWhole(text, 'add');
  if (change.patchBlob !== undefined || text !== undefined || change.blob !== undefined) return undefined;
  if (op === 'rename') return { note: (strings) => strings.renamed(from ?? change.path) };
  if (exact === false) return { note: (strings) => strings.unknownFile };
  return undefined;
}

/** A change whose texts lie outside its event. Loads what it takes; jsdiff, when two texts must be compared. */
export async function loadChange(change: ChangeEvent, player: SessionContext): Promise<ShownChange> {
  const { before, after, patch } = await player.changeTexts(change);
  const inexact: ShownChange = change.exact === false ? { note: noteOf(change) } : {};
  if (patch !== undefined) return { patch, ...inexact };
  if (change.op === 'delete') {
    return before === undefined ? { note: (strings) => strings.removed } : showWhole(before, 'delete');
  }
  if (after === undefined) return { note: (strings) => strings.unknownText };
  if (change.op === 'create') return showWhole(after, 'add');
  if (before === undefined) return { ...showWhole(after, 'add'), note: (strings) => strings.replaced };
  const { createPatch } = await import('../../state/files/index.ts');
  const computed = createPatch(before, after);
  return computed === '' ? { note: (strings) => strings.same } : { patch: computed };
}

/** Why a patch cannot be tied to a known text. */
function noteOf({ _meta }: ChangeEvent): Note {
  return (strings) => (_meta?.reprise?.cut ? strings.cutLines : strings.inexact);
}

function showWhole(text: string, kind: 'add' | 'delete'): ShownChange {
  return text === '' ? { note: (strings) => strings.emptied } : { patch: formatPatch(wholeHunk(text, kind)) };
}
