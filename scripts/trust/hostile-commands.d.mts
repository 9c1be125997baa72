export function run(options: {
  readonly isShort: boolean;
  readonly seed: number;
}): Promise<{ readonly figure: string; readonly failures: readonly string[] }>;
