/** Plays a fault; see `play-fault.mjs`. */
export function playFault(
  fault: { readonly script?: string; readonly fuzz?: string; readonly tests?: readonly string[] },
  options: { readonly isShort: boolean; readonly seed: number },
): Promise<{ readonly figure: string; readonly failures: readonly string[] }>;
