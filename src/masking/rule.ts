import type { Source } from './find/source.ts';

/**
 * How sure a rule is. What is `certain` or `probable` is masked; what is `uncertain` is kept and listed, for the
 * author to decide.
 */
export type Level = 'certain' | 'probable' | 'uncertain';

/** A secret that a rule has found in a text. Offsets are UTF-16 code units of that text. */
export interface Find {
  readonly start: number;
  readonly end: number;
  /** Class of the secret, as the placeholder names it: `github-token`. */
  readonly type: string;
  /** The rule that found it. */
  readonly rule: string;
  readonly level: Level;
  /** The secret itself where the text holds it encoded. */
  readonly plain?: string;
  /** It is the beginning of a secret alone: what follows was cut off. */
  readonly isCut?: true;
}

/** What every row of the rule table says of itself. */
export interface RuleRow {
  /** Name of the rule: unique in the table. */
  readonly id: string;
  /** Class of what it finds. */
  readonly type: string;
  readonly level: Level;
  /** What it finds and why that is a secret, for people. */
  readonly why: string;
  /**
   * Texts in which it finds the secret between « and ». `{an:36}` stands for 36 random letters and digits: values that
   * look alive do not belong into sources.
   */
  readonly finds: readonly string[];
  /** Texts that look alike and in which no rule finds anything. */
  readonly leaves: readonly string[];
}

/** Secrets that are known by how they begin. */
export interface PrefixRule extends RuleRow {
  /** How they begin. */
  readonly heads: readonly string[];
  /** What follows, as an expression without groups that capture. */
  readonly tail: string;
  /** The head is so telling that letters may stand before it: `\nghp_…` of an escaped text. */
  readonly inside?: boolean;
  /** Least entropy of the tail in bits a character; by default 2.6. */
  readonly entropy?: number;
  /** Least number of digits in the tail. */
  readonly digits?: number;
  /** The tail has small letters, capitals and digits. */
  readonly mixed?: boolean;
  /** The tail reads as no words. */
  readonly random?: boolean;
}

/** Secrets that are known by what stands around them. */
export interface ScanRule extends RuleRow {
  /**
   * The rule is only asked about texts in which one of these stands; without it, about all.
   */
  readonly needs?: readonly string[] | RegExp;
  /** The rule is only asked about texts in which a word stands that names of secrets have. */
  readonly mentions?: boolean;
  /** The rule is only asked about texts with long runs of characters of tokens: `Source.runs`. */
  readonly ofRuns?: boolean;
  /** Not asked for texts of lockfiles. */
  readonly notInLockfiles?: boolean;
  /**
   * @returns what it finds in a text, in any order; may overlap. Linear in the length of the text.
   */
  scan(source: Source): Iterable<Find>;
}
