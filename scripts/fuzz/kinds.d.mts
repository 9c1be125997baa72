export const KINDS: readonly {
  readonly id: string;
  readonly count: number;
  readonly short: number;
  readonly bar: string;
}[];
