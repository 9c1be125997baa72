import type { ByteSink, ByteSource, Diagnostic } from '../../format/index.ts';
import type { MaskerOptions } from '../../masking/index.ts';
import type { EncodeResult } from '../encode-session.ts';
import { maskStep } from '../masking/mask-step.ts';
import { proven, type MaskedResult } from '../masking/proven.ts';
import { joinSteps } from '../rewrite/join-steps.ts';
import { rewrite, type RewriteOptions, type RewriteStep } from '../rewrite/rewrite.ts';
import type { Edit } from './edit.ts';
import { EditError } from './edit-error.ts';
import { editSteps } from './edit-steps.ts';

/** How an archive is edited. */
export interface EditArchiveOptions extends RewriteOptions {
  /** Masks what is left, too. Default: nothing is masked. */
  readonly masking?: MaskerOptions | undefined;
}

/**
 * Writes an archive again, edited by its author: turns, stretches of time, files, tracks and kept sources taken out, another title,
 * secrets masked.
 *
 * What is taken out is in no entry of the new archive. Where it was, an event and the manifest (`cuts`) say how much is
 * missing. Ids stay, `derivedFrom` names the old archive, equal input gives equal bytes. Findings are in `diagnostics`:
 * what else goes because it tells of it (`note-cut`, `entry-cut`, `title-cut`), and where text that stays names a file that
 * goes (`path-mentioned`). What is masked is proven as {@link encodeMasked} does; kept sources go, as they cannot be masked.
 *
 * The archive is read three times, with masking once more, and all of it again where a value is found late; memory as that of
 * `rewrite`, and the ids of events and calls.
 *
 * @throws {EditError} when the edit names something that is not there, or changes nothing; {@link MaskingError}; what `rewrite`
 *   throws
 */
export async function editArchive(
  source: ByteSource,
  edit: Edit,
  options: EditArchiveOptions,
): Promise<MaskedResult> {
  const { masking } = options;
  // Steps hold state, and are used once.
  const edited = async (sink: ByteSink, ...more: readonly RewriteStep[]): Promise<EncodeResult> => {
    const findings: Diagnostic[] = [];
    const steps = [...editSteps(edit, (finding) => findings.push(finding)), ...more];
    if (steps.length === 0) throw new EditError('nothing-to-edit', 'nothing is to be edited');
    const written = await rewrite(source, joinSteps(steps), { ...options, sink });
    return { ...written, diagnostics: [...findings, ...written.diagnostics] };
  };
  if (!masking) return { ...(await edited(options.sink)), masked: [], findings: [] };
  return proven((masker, sink) => edited(sink, maskStep(masker)), { ...options, masking });
}
