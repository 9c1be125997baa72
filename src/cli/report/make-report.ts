import {
  editArchive,
  slimArchive,
  SpooledArchive,
  type MaskedResult,
  type SlimResult,
} from '../../encode/index.ts';
import { coverPicture, reportText, reportedMoment, writeSvg } from '../../exports/index.ts';
import { openSession } from '../../reading/index.ts';
import type { ByteSink, ByteSource, Spool } from '../../format/index.ts';
import type { MaskerOptions } from '../../masking/index.ts';
import { packageVersion, zlibDeflater } from '../../node/index.ts';
import { formatCount } from '../output.ts';
import { momentOf } from '../moment.ts';

/** What a report is made with. */
export interface ReportPlan {
  readonly at: string | undefined;
  readonly maxText: number;
  readonly maxSize: number;
  readonly viewer: string | undefined;
  /** Name of the attachment. */
  readonly attachment: string;
  /** What stands at the top of the text, in place of the picture until that is dropped there. */
  readonly picture: string | undefined;
  readonly masking: MaskerOptions;
  readonly createSpool: () => Spool;
  readonly signal: AbortSignal;
}

/** What came of it. */
export interface MadeReport extends SlimResult {
  readonly text: string;
  /** The cover of the masked session, as SVG. */
  readonly poster: string;
  readonly masked: MaskedResult;
}

/**
 * Writes the archive of a report, and gives its text and picture. The archive is masked again by the rules of today, and both are made of what
 * is masked: nothing goes into it that was not searched.
 *
 * @throws {CliError} `usage` as `momentOf`
 * @throws {MaskingError} `masking-incomplete`; {@link EditError} as `slimArchive`; {@link ArchiveError}
 */
export async function makeReport(source: ByteSource, sink: ByteSink, plan: ReportPlan): Promise<MadeReport> {
  const { createSpool, signal, masking, maxSize, maxText, attachment, viewer, picture } = plan;
  const generator = { name: 'reprise', version: packageVersion() };
  const writing = { deflater: zlibDeflater, createSpool, generator, signal };
  const whole = new SpooledArchive(createSpool());
  try {
    const hadSources = (await openSession(source, { signal })).manifest.sources?.some(
      ({ entry }) => entry !== undefined,
    );
    const masked = await editArchive(source, {}, { ...writing, sink: whole, masking });
    const session = await openSession(whole, { signal });
    const at = plan.at === undefined ? undefined : await momentOf(session, plan.at, signal);
    const { time: moment } = await reportedMoment(session, at, signal);
    const { manifest, turns } = session;
    const slim = await slimArchive(whole, {
      ...writing,
      sink,
      maxSize,
      session: { manifest, turns, moment },
    });
    const left = [...(hadSources ? ['the source log, which cannot be masked'] : []), ...slim.left];
    const text = await reportText(session, {
      ...(at !== undefined && { at }),
      ...(viewer !== undefined && { viewer }),
      ...(picture !== undefined && { picture }),
      maxText,
      attachment,
      left,
      masked: maskedSentence(masked),
      signal,
    });
    const poster = writeSvg(await coverPicture(session, 'light'));
    return { ...slim, left, text, poster, masked };
  } finally {
    await whole.close();
  }
}

/** What was masked, without naming any of it. */
function maskedSentence({ masked, manifest }: MaskedResult): string {
  const rules = manifest.masking?.rules ?? '';
  const found =
    masked.length === 0
      ? 'nothing more was found'
      : `${formatCount(masked.length, 'value')} more ${masked.length === 1 ? 'was' : 'were'} replaced`;
  return `Text and attachment were searched for secrets again, by rules ${rules}: ${found}.`;
}
