import { Masker } from '#src/masking/index.ts';
import { baits } from './baits.ts';
import { RandomValues } from './random-values.ts';
import { secretCases, type SecretGroup } from './secrets.ts';

/** How well secrets of unseen kinds are masked. */
export interface UnseenScore {
  /** Shares from 0 to 1 of what was masked, by group; `mention` is of second mentions. */
  readonly masked: Readonly<Record<SecretGroup | 'mention', number>>;
  /** Share of the baits that were changed. */
  readonly baited: number;
  /** What went wrong, one a line. */
  readonly wrong: readonly string[];
}

/** Masks `count` secrets of each group and all baits of a seed. */
export function scoreUnseen(seed: number, count: number): UnseenScore {
  const random = new RandomValues(seed);
  const hits: Record<string, [hit: number, all: number]> = {};
  const wrong: string[] = [];
  const note = (group: string, isRight: boolean, line: string): void => {
    const counts = (hits[group] ??= [0, 0]);
    counts[1]++;
    if (isRight) counts[0]++;
    else wrong.push(`${group}: ${line}`);
  };
  for (const { group, kind, text, secret, mention } of secretCases(random, count)) {
    const masker = new Masker();
    const masked = masker.mask(text);
    const isMasked = !masked.includes(secret);
    note(group, isMasked, `${kind}: ${text}`);
    if (!isMasked || mention === undefined) continue;
    const again = masker.mask(mention);
    note('mention', again !== mention && !again.includes(secret), `${mention} after ${text}`);
  }
  const texts = baits(random);
  const changed = texts.filter((text) => new Masker().mask(text) !== text);
  for (const text of changed) wrong.push(`bait: ${text} -> ${new Masker().mask(text)}`);
  const share = (group: string): number => (hits[group] ? hits[group][0] / hits[group][1] : 0);
  return {
    masked: {
      named: share('named'),
      structural: share('structural'),
      bare: share('bare'),
      flag: share('flag'),
      mention: share('mention'),
    },
    baited: changed.length / texts.length,
    wrong,
  };
}
