import type { ChangeEvent } from '../../format/index.ts';
import type { Session } from '../../reading/index.ts';
import { parsePatch, type ToolItem } from '../../state/index.ts';
import { findChanges } from '../conversation/told-changes.ts';

/** A change as the protocol has it: what was replaced by what. */
export interface AcpDiff {
  readonly type: 'diff';
  readonly path: string;
  readonly oldText: string | null;
  readonly newText: string;
}

/**
 * The changes that a call made: whole texts where a file is made, the lines around each change where it is changed.
 *
 * @throws {ArchiveError} what reading the segments gives
 */
export async function acpDiffs(
  session: Session,
  item: ToolItem,
  signal: AbortSignal | undefined,
): Promise<readonly AcpDiff[]> {
  const wanted = item.content.filter((part) => part.type === '_reprise/change');
  if (wanted.length === 0) return [];
  const found = await findChanges(session, item, wanted, signal);
  const diffs: AcpDiff[] = [];
  for (const { id } of wanted) {
    const change = found.get(id);
    if (change) diffs.push(...(await diffsOf(session, change, signal)));
  }
  return diffs;
}

async function diffsOf(
  session: Session,
  change: ChangeEvent,
  signal: AbortSignal | undefined,
): Promise<readonly AcpDiff[]> {
  const path = absolutePath(change.path, session.manifest.workspace?.root);
  if (change.op === 'create' && change.text !== undefined)
    return [{ type: 'diff', path, oldText: null, newText: change.text }];
  const texts = change.patch === undefined ? await session.changeTexts(change, signal && { signal }) : {};
  const patch = change.patch ?? texts.patch;
  if (patch !== undefined) return hunkDiffs(path, patch, change.op === 'create');
  if (texts.after === undefined) return [];
  return [{ type: 'diff', path, oldText: texts.before ?? null, newText: texts.after }];
}

function hunkDiffs(path: string, patch: string, isNew: boolean): readonly AcpDiff[] {
  return (parsePatch(patch) ?? []).map(({ lines }) => ({
    type: 'diff',
    path,
    oldText: isNew ? null : sideOf(lines, '-'),
    newText: sideOf(lines, '+'),
  }));
}

/** The lines of one side of a hunk. */
function sideOf(lines: readonly string[], sign: '-' | '+'): string {
  let text = '';
  let isOwn = false;
  for (const line of lines) {
    if (line.startsWith('\\')) {
      if (isOwn) text = text.slice(0, -1);
      continue;
    }
    isOwn = line.startsWith(' ') || line.startsWith(sign);
    if (isOwn) text += `${line.slice(1)}\n`;
  }
  return text;
}

/** The protocol wants absolute paths. */
export function absolutePath(path: string, root = '/'): string {
  return /^(?:[\\/]|[a-z]:)/i.test(path) ? path : `${root.replace(/[\\/]+$/, '')}/${path}`;
}
