import type { ChangeEvent, ChangeReference } from '../../format/index.ts';
import type { Session } from '../../reading/index.ts';
import type { ToolItem } from '../../state/index.ts';
import type { ToldChange } from './told.ts';

/**
 * The changes that a call made, with their patches. Of those that cannot be found, what the call itself says.
 *
 * @throws {ArchiveError} what reading the segments gives
 */
export async function toldChanges(
  session: Session,
  item: ToolItem,
  signal: AbortSignal | undefined,
): Promise<readonly ToldChange[]> {
  const wanted = item.content.filter((part) => part.type === '_reprise/change');
  if (wanted.length === 0) return [];
  const found = await findChanges(session, item, wanted, signal);
  const told: ToldChange[] = [];
  for (const reference of wanted) {
    const change = found.get(reference.id);
    const { path, additions, deletions } = reference;
    const patch = change ? await patchOf(session, change, signal) : '';
    const from = change?.from !== undefined && { from: change.from };
    told.push({ path, operation: change?.op ?? 'modify', ...from, additions, deletions, patch });
  }
  return told;
}

/** Events of changes by id, as far as they lie between the beginning and the end of a call. */
export async function findChanges(
  session: Session,
  { time, end }: Pick<ToolItem, 'time' | 'end'>,
  wanted: readonly ChangeReference[],
  signal: AbortSignal | undefined,
): Promise<ReadonlyMap<string, ChangeEvent>> {
  const left = new Set(wanted.map(({ id }) => id));
  const found = new Map<string, ChangeEvent>();
  for await (const change of session.changes({ from: time, to: end }, signal && { signal })) {
    if (left.delete(change.id)) found.set(change.id, change);
    if (left.size === 0) break;
  }
  return found;
}

async function patchOf(
  session: Session,
  change: ChangeEvent,
  signal: AbortSignal | undefined,
): Promise<string> {
  if (change.patch !== undefined) return change.patch;
  if (change.op === 'rename' || change.op === 'delete') return '';
  if (change.op === 'create' && change.text !== undefined) return createdPatch(change.text);
  const texts = await session.changeTexts(change, signal && { signal });
  if (texts.patch !== undefined) return texts.patch;
  return texts.after === undefined || texts.before !== undefined ? '' : createdPatch(texts.after);
}

/** A new file as one hunk. */
function createdPatch(text: string): string {
  if (text === '') return '';
  const lines = text.split('\n');
  const isEnded = lines.at(-1) === '';
  if (isEnded) lines.pop();
  const end = isEnded ? '' : '\\ No newline at end of file\n';
  return `@@ -0,0 +1,${lines.length} @@\n${lines.map((line) => `+${line}\n`).join('')}${end}`;
}
