import { sessionPatch } from '../../state/index.ts';
import type { ExportInput, ExportOptions } from '../export-format.ts';

/**
 * All changes until a time as one patch in git's form. What stands before the first `diff --git` is skipped by `git
 * apply` and `patch`, and says what it is of and how many files it leaves out.
 *
 * @throws {ArchiveError} what reading the segments gives
 */
export async function* exportPatch(
  { session }: ExportInput,
  { to = session.duration, signal }: ExportOptions,
): AsyncGenerator<string> {
  const { patch, left } = sessionPatch(await session.squash(to, signal ? { signal } : {}));
  yield `Session: ${oneLine(session.manifest.title)}\n`;
  if (left > 0)
    yield `Left out: ${left} changed files that were not known throughout or lie outside of the workspace\n`;
  yield `\n${patch}`;
}

/** A title in one line, which cannot be taken for a line of a patch. */
function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ');
}
