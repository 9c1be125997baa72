import { findAt } from '../find/find-at.ts';
import type { Source } from '../find/source.ts';
import type { Find, ScanRule } from '../rule.ts';

/** A rule of the author: a text, or an expression of which every part is bounded. */
export interface OwnRule {
  readonly id: string;
  /** Class of what it finds; by default `secret`. */
  readonly type: string;
  /** `review` lists what it finds and keeps it. */
  readonly level: 'probable' | 'uncertain';
  readonly pattern: RegExp;
}

/** Runs the rules of the author. */
export class OwnRuleScanner implements ScanRule {
  readonly id = 'own';
  readonly type = 'secret';
  readonly level = 'probable';
  readonly why = 'what the rules of the author find';
  readonly finds = [];
  readonly leaves = [];
  readonly #rules: readonly OwnRule[];

  constructor(rules: readonly OwnRule[]) {
    this.#rules = rules;
  }

  *scan({ text }: Source): Generator<Find> {
    for (const rule of this.#rules) {
      for (const match of text.matchAll(rule.pattern)) {
        const secret = match.groups?.['secret'] ?? match[1] ?? match[0];
        if (secret === '') continue;
        const start = match.index + match[0].indexOf(secret);
        yield findAt(this, start, start + secret.length, {
          type: rule.type,
          level: rule.level,
          rule: rule.id,
        });
      }
    }
  }
}
