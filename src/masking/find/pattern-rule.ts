import type { Find, Level, RuleRow, ScanRule } from '../rule.ts';
import { isPlaceholder } from '../values/placeholder.ts';
import { findAt } from './find-at.ts';

/** A rule that is one expression. */
export interface PatternRow extends RuleRow {
  readonly notInLockfiles?: boolean;
  /** The expression is only tried where one of these stands in the text. */
  readonly needs: readonly string[] | RegExp;
  /** Global; its last group that took part is the secret and ends the match. Linear: no nested quantifiers, bounded counts. */
  readonly pattern: RegExp;
  /** Judges the secret: another level than the row's, or `false` for none. Placeholders never come here. */
  readonly judge?: (secret: string, match: RegExpExecArray) => Level | boolean;
  /** Class of this secret where the row's does not fit. */
  readonly typeOf?: (match: RegExpExecArray) => string;
}

/** Makes a rule of an expression. */
export function patternRule(row: PatternRow): ScanRule {
  return {
    ...row,
    *scan({ text }): Generator<Find> {
      if (!isWanted(text, row.needs)) return;
      // A copy: two searches may be at work at once.
      const pattern = new RegExp(row.pattern);
      for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
        if (match[0] === '') pattern.lastIndex++;
        const secret = secretOf(match);
        if (secret === undefined || secret === '' || isPlaceholder(secret)) continue;
        const level = row.judge?.(secret, match) ?? true;
        if (level === false) continue;
        const end = match.index + match[0].length;
        yield findAt(row, end - secret.length, end, {
          ...(level === true ? {} : { level }),
          ...(row.typeOf ? { type: row.typeOf(match) } : {}),
        });
      }
    },
  };
}

function isWanted(text: string, needs: readonly string[] | RegExp): boolean {
  return needs instanceof RegExp ? needs.test(text) : needs.some((word) => text.includes(word));
}

function secretOf(match: RegExpExecArray): string | undefined {
  for (let i = match.length - 1; i > 0; i--) if (match[i] !== undefined) return match[i];
  return match[0];
}
