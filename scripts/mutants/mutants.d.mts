/** A fault that the tests must notice. */
export interface Mutant {
  readonly fault: string;
  readonly file: string;
  readonly find: string;
  readonly replace: string;
  readonly tests: readonly string[];
}

export declare const MUTANTS: readonly Mutant[];
