export const CHECKS: readonly {
  readonly name: string;
  readonly bar: string;
  readonly fault?: string;
  readonly fuzz?: string;
  readonly tests?: readonly string[];
  readonly script?: string;
}[];
