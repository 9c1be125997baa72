export const FAULTS: readonly {
  readonly id: string;
  readonly what: string;
  readonly script?: string;
  readonly fuzz?: string;
  readonly tests?: readonly string[];
}[];
