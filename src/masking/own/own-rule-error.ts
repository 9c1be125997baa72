/**
 * A file of own rules that cannot be used. The message says what is wrong, where in the file, and what to do.
 */
export class OwnRuleError extends Error {
  /** Path in the file: `rules[2].pattern`; empty for the file as a whole. */
  readonly path: string;

  constructor(path: string, problem: string) {
    super(path === '' ? `the file of rules ${problem}` : `${path} ${problem}`);
    this.name = 'OwnRuleError';
    this.path = path;
  }
}
