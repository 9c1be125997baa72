import type { Manifest } from '../../format/index.ts';
import { RULES_VERSION, type Masker } from '../../masking/index.ts';
import type { EventMask } from './event-mask.ts';

/** What the manifest tells of masking: classes and counts, never a value or a hash of one. */
export function describeMasking(
  masker: Masker,
  { images, documents }: EventMask['unsearched'],
): Pick<Manifest, 'redactions' | 'masking'> {
  const counts = new Map<string, number>();
  // Seeds that stand nowhere are nothing that was masked.
  for (const { type, count } of masker.values) if (count > 0) counts.set(type, (counts.get(type) ?? 0) + 1);
  const kept = masker.kept;
  const uncertain = masker.findings.length;
  const unsearched = { ...(images > 0 && { images }), ...(documents > 0 && { documents }) };
  return {
    redactions: [...counts]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, count]) => ({ class: name, count, rules: RULES_VERSION })),
    masking: {
      rules: RULES_VERSION,
      ...(kept > 0 && { kept }),
      ...(uncertain > 0 && { uncertain }),
      ...(images + documents > 0 && { unsearched }),
    },
  };
}
