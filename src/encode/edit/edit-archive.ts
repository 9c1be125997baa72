import type { ByteSource, Diagnostic } from '../../format/index.ts';
import type { EncodeResult } from '../encode-session.ts';
import { rewrite, type RewriteOptions } from '../rewrite/rewrite.ts';
import type { Edit } from './edit.ts';
import { editStep } from './edit-steps.ts';

/**
 * Writes an archive again, edited by its author: turns, stretches of time, files, tracks and kept sources taken out, another title.
 *
 * What is taken out is in no entry of the new archive. Where it was, an event and the manifest (`cuts`) say how much is
 * missing. Ids stay, `derivedFrom` names the old archive, equal input gives equal bytes. Findings are in `diagnostics`:
 * what else goes because it tells of it (`note-cut`, `entry-cut`, `title-cut`), and where text that stays names a file that
 * goes (`path-mentioned`).
 *
 * The archive is read three times; memory as that of `rewrite`, and the ids of events and calls.
 *
 * @throws {EditError} when the edit names something that is not there, or changes nothing; what `rewrite` throws
 */
export async function editArchive(
  source: ByteSource,
  edit: Edit,
  options: RewriteOptions,
): Promise<EncodeResult> {
  const findings: Diagnostic[] = [];
  const step = editStep(edit, (finding) => findings.push(finding));
  const written = await rewrite(source, step, options);
  return { ...written, diagnostics: [...findings, ...written.diagnostics] };
}
