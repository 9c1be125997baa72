import type { ScanRule } from '../rule.ts';
import type { Source } from './source.ts';

/** Tells at little cost that a rule can find nothing in a text. */
export class RuleGate {
  readonly rule: ScanRule;
  readonly #literals: readonly string[] | undefined;
  readonly #pattern: RegExp | undefined;

  constructor(rule: ScanRule) {
    this.rule = rule;
    this.#pattern = rule.needs instanceof RegExp ? rule.needs : undefined;
    this.#literals = rule.needs instanceof RegExp ? undefined : rule.needs;
  }

  /** Tells whether a text has one of the literals that the rule needs. */
  isOpen(source: Source): boolean {
    if (this.#pattern) return this.#pattern.test(source.text);
    if (!this.#literals) return true;
    for (const literal of this.#literals) if (source.holds(literal)) return true;
    return false;
  }
}
