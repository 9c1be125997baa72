import type { Find, Level, RuleRow, ScanRule } from '../rule.ts';
import { isPlaceholder } from '../values/placeholder.ts';
import { findAt } from './find-at.ts';

/** A rule that is one expression. */
export interface PatternRow extends RuleRow {
  readonly notInLockfiles?: boolean;
  /** As of `ScanRule`. */
  readonly needs?: readonly string[] | RegExp;
  readonly mentions?: boolean;
  readonly ofRuns?: boolean;
  /** The expression is tried on each long run of characters of tokens by itself. */
  readonly inRuns?: boolean;
  /** Shortest run on which it is tried. */
  readonly shortest?: number;
  /** Global; its last group that took part is the secret and ends the match. Linear: no nested quantifiers, bounded counts. */
  readonly pattern: RegExp;
  /** Judges the secret: another level than the row's, or `false` for none. Placeholders never come here. */
  readonly judge?: (secret: string, match: RegExpExecArray) => Level | boolean;
  /** Class of this secret where the row's does not fit. */
  readonly typeOf?: (match: RegExpExecArray) => string;
}

/** Makes a rule of an expression. */
export function patternRule(row: PatternRow): ScanRule {
  const { shortest = 0 } = row;
  return {
    ...row,
    *scan(source): Generator<Find> {
      if (row.inRuns !== true) yield* findsOf(row, source.text, 0);
      else
        for (const { start, end } of source.runs)
          if (end - start >= shortest) yield* findsOf(row, source.text.slice(start, end), start);
    },
  };
}

function* findsOf(row: PatternRow, text: string, offset: number): Generator<Find> {
  // One search at a time: finds are taken as they come, before the next text is looked at.
  const { pattern } = row;
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    if (match[0] === '') pattern.lastIndex++;
    const secret = secretOf(match);
    if (secret === undefined || secret === '' || isPlaceholder(secret)) continue;
    const level = row.judge?.(secret, match) ?? true;
    if (level === false) continue;
    const end = offset + match.index + match[0].length;
    yield findAt(row, end - secret.length, end, {
      ...(level === true ? {} : { level }),
      ...(row.typeOf ? { type: row.typeOf(match) } : {}),
    });
  }
}

function secretOf(match: RegExpExecArray): string | undefined {
  for (let i = match.length - 1; i > 0; i--) if (match[i] !== undefined) return match[i];
  return match[0];
}
