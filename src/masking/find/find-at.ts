import type { Find, Level, RuleRow } from '../rule.ts';

/** A find of a rule. */
export function findAt(
  rule: RuleRow,
  start: number,
  end: number,
  more: { level?: Level; type?: string; rule?: string } = {},
): Find {
  return {
    start,
    end,
    type: more.type ?? rule.type,
    rule: more.rule ?? rule.id,
    level: more.level ?? rule.level,
  };
}
