import type { SourceChange, SourceHunk, SourceToolContent } from '../../../format/index.ts';
import { hunksOfChunks, parseApplyPatch, remainderOfPatch } from '../../changes/apply-patch.ts';
import type { PatchChunk, PatchedFile } from '../../changes/apply-patch.ts';
import { applyChunks } from '../../changes/apply-chunks.ts';
import { isObject, asText } from '../../sources/json-value.ts';
import type { SessionWriter } from '../../records/session-writer.ts';
import { parseUnifiedDiff } from '../../changes/unified-diff.ts';
import { widenHunks } from '../../changes/widen-hunks.ts';

type Change = Omit<SourceChange, 'type' | 'time' | 'sourceId' | 'meta'>;

/** A patch that a call asks for. */
export interface AskedPatch {
  readonly patch: string;
  /** Folder that its paths are relative to. */
  readonly cwd: string | undefined;
}

/** Changes that were made, as content of their call, and what of the patch they do not hold. */
export interface MadeChanges {
  readonly content: readonly SourceToolContent[];
  readonly remainder: string | undefined;
}

/** Texts that are remembered to make patches on, characters. */
const MAX_KNOWN_TEXT = 20_000_000;

/**
 * Turns patches into changes. Where Codex tells the diffs that it made, those have line numbers; else the patch
 * itself says all there is, made on the file where the session knows it.
 */
export class PatchCalls {
  readonly #writer: SessionWriter;
  readonly #texts = new Map<string, string>();
  #known = 0;

  constructor(writer: SessionWriter) {
    this.#writer = writer;
  }

  /**
   * Writes the changes that Codex says it made.
   *
   * @param changes - `patch_apply_end.changes`: path → `add`, `delete` or `update` with a unified diff
   */
  made(changes: unknown, asked: AskedPatch | undefined, toolCallId: string | undefined): MadeChanges {
    const files = asked ? parseApplyPatch(asked.patch) : [];
    const chunks = new Map<string, PatchChunk[]>();
    for (const file of files) {
      const path = pathIn(asked?.cwd, file.from ?? file.path);
      chunks.set(path, [...(chunks.get(path) ?? []), ...file.chunks]);
    }
    const written: Change[] = [];
    for (const [path, value] of isObject(changes) ? Object.entries(changes) : []) {
      const change =
        isObject(value) && path !== '' ? madeChange(path, value, chunks.get(path) ?? []) : undefined;
      if (change) {
        this.#remember(change);
        written.push({ ...change, ...(toolCallId !== undefined && { toolCallId }) });
      } else this.#writer.keep({ [path]: value }, 'change');
    }
    return this.#write(written, asked?.patch ?? '');
  }

  /** Writes the changes that a patch asks for, when all that is known is that it went well. */
  applied({ patch, cwd }: AskedPatch, toolCallId: string): MadeChanges {
    const changes: Change[] = [];
    for (const file of parseApplyPatch(patch)) {
      const change = { ...this.#appliedChange(file, cwd), toolCallId };
      this.#remember(change);
      changes.push(change);
    }
    return this.#write(changes, patch);
  }

  #write(changes: readonly Change[], patch: string): MadeChanges {
    const content = changes.map((change) => this.#writer.change(change));
    const remainder = changes.length === 0 ? undefined : remainderOfPatch(patch, changes);
    return { content, remainder };
  }

  #appliedChange(
    { op, path: written, from, text: after, chunks }: PatchedFile,
    cwd: string | undefined,
  ): Change {
    const path = pathIn(cwd, written);
    if (op === 'create') return { path, op, after: after ?? '' };
    if (op === 'delete') return { path, op };
    const origin = from === undefined ? path : pathIn(cwd, from);
    const moved = op === 'rename' ? { from: origin } : {};
    const before = this.#texts.get(origin);
    const result = before === undefined ? undefined : applyChunks(before, chunks);
    if (before !== undefined && result !== undefined) return { path, op, ...moved, before, after: result };
    return { path, op, ...moved, ...(chunks.length > 0 && { hunks: hunksOfChunks(chunks) }) };
  }

  /** Keeps the texts that the next patch may be made on; a file that was changed otherwise is unknown again. */
  #remember({ path, from, op, after }: Change): void {
    for (const gone of [path, from]) {
      const text = gone === undefined ? undefined : this.#texts.get(gone);
      if (text === undefined) continue;
      this.#known -= text.length;
      this.#texts.delete(gone!);
    }
    if (op === 'delete' || after === undefined || this.#known + after.length > MAX_KNOWN_TEXT) return;
    this.#texts.set(path, after);
    this.#known += after.length;
  }
}

/** @param chunks - what the patch says of the file: a diff has less context */
function madeChange(
  path: string,
  value: Readonly<Record<string, unknown>>,
  chunks: readonly PatchChunk[],
): Change | undefined {
  const { type, content, unified_diff: diff } = value;
  if (type === 'add' && typeof content === 'string') return { path, op: 'create', after: content };
  if (type === 'delete')
    return { path, op: 'delete', ...(typeof content === 'string' && { before: content }) };
  if (type !== 'update' || typeof diff !== 'string') return undefined;
  const to = asText(value['move_path']);
  const hunks: readonly SourceHunk[] = parseUnifiedDiff(diff).flatMap((part) => part.hunks);
  if (hunks.length === 0 && diff.trim() !== '') return undefined;
  const wide = widenHunks(hunks, chunks);
  return to === undefined || to === path
    ? { path, op: 'modify', hunks: wide }
    : { path: to, op: 'rename', from: path, ...(wide.length > 0 && { hunks: wide }) };
}

/** A path of a patch, below the folder that it is relative to. Text only: it is of another computer. */
export function pathIn(cwd: string | undefined, path: string): string {
  if (cwd === undefined || cwd === '' || /^(?:[\\/~]|[A-Za-z]:)/.test(path)) return path;
  const parts = cwd.split('/');
  while (parts.at(-1) === '') parts.pop();
  for (const part of path.split('/')) {
    if (part === '..' && parts.length > 1) parts.pop();
    else if (part !== '' && part !== '.' && part !== '..') parts.push(part);
  }
  return parts.join('/');
}

/** The lines of a unified diff that only say where its hunks stand. */
export function hunkHeaders(changes: unknown): readonly string[] {
  return Object.values(isObject(changes) ? changes : {}).flatMap((value) => {
    const diff = isObject(value) ? asText(value['unified_diff']) : undefined;
    return (
      diff?.split('\n').filter((line) => /^@@ -\d{1,9}(?:,\d{1,9})? \+\d{1,9}(?:,\d{1,9})? @@$/.test(line)) ??
      []
    );
  });
}

/** The files that changes are of. */
export function changedPaths(changes: unknown): readonly string[] {
  return Object.keys(isObject(changes) ? changes : {}).filter((path) => path !== '');
}
