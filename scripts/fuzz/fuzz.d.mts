/** Fuzzes one kind; see `fuzz.mjs`. */
export function fuzz(
  id: string,
  options: { readonly isShort?: boolean; readonly seed: number; readonly folder?: string },
): Promise<{ readonly figure: string; readonly failures: readonly string[] }>;
